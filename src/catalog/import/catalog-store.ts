import { standingCorrections } from "../../db/catalog/catalog-changes.ts";
import type { Db, Trx } from "../../db/schema.ts";
import type { ComparisonFacts } from "../facts.ts";
import {
	type CatalogState,
	type ChangeNote,
	loadCatalogState,
	saveCatalogState,
} from "./catalog-state.ts";
import type { Corrections } from "./keep-corrections.ts";

/** Where an import finds what the catalog has, and leaves what it changes. */
export interface CatalogStore {
	load(documents: readonly ComparisonFacts[]): Promise<CatalogState>;
	/** The corrections of these that hold in the database. */
	corrections(documents: readonly ComparisonFacts[]): Promise<Corrections>;
	save(state: CatalogState): Promise<void>;
}

/** The catalog in the database. */
export function storedCatalog(trx: Trx, note: ChangeNote): CatalogStore {
	return {
		load: (documents) => loadCatalogState(trx, documents),
		corrections: (documents) => correctionsOf(trx, documents),
		save: (state) => saveCatalogState(trx, state, note),
	};
}

/** The same, but nothing is saved. */
export function readOnlyCatalog(db: Db): CatalogStore {
	return {
		load: (documents) => loadCatalogState(db, documents),
		corrections: (documents) => correctionsOf(db, documents),
		save: async () => {},
	};
}

function correctionsOf(
	db: Db,
	documents: readonly ComparisonFacts[],
): Promise<Corrections> {
	const slugs = documents.flatMap(({ slug, left, right }) => [
		slug,
		left.slug,
		right.slug,
	]);
	return standingCorrections(db, [...new Set(slugs)]);
}

/**
 * The catalog as it would be after what was saved here, which is kept in memory. So
 * a dry run writes nothing, and takes no lock.
 */
export function plannedCatalog(
	below: CatalogStore,
): CatalogStore & { readonly changes: CatalogState } {
	const changes: CatalogState = { comparisons: new Map(), tools: new Map() };
	return {
		changes,
		corrections: (documents) => below.corrections(documents),
		async load(documents) {
			const state = await below.load(documents);
			for (const { slug, left, right } of documents) {
				const comparison = changes.comparisons.get(slug);
				if (comparison) state.comparisons.set(slug, comparison);
				for (const tool of [left, right]) {
					const planned = changes.tools.get(tool.slug);
					if (planned) state.tools.set(tool.slug, planned);
				}
			}
			return state;
		},
		async save({ comparisons, tools }) {
			for (const [slug, one] of comparisons)
				if (one.dirty) changes.comparisons.set(slug, one);
			for (const [slug, one] of tools)
				if (one.dirty) changes.tools.set(slug, one);
		},
	};
}
