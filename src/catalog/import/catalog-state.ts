import { insertCatalogChanges } from "../../db/catalog/catalog-changes.ts";
import {
	type ComparisonWithSlugs,
	comparisonRowsBySlug,
	deleteReviews,
	reviewRowsByTool,
	toolRowsBySlug,
	upsertComparisons,
	upsertReviews,
	upsertTools,
} from "../../db/catalog/catalog-import.ts";
import type { Db, Trx } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";
import type { ComparisonFacts, ToolFacts } from "../facts.ts";
import { changesOf } from "./changes.ts";
import { sameReview } from "./merge-facts.ts";
import { factsOfRows, toolRowOf } from "./tool-rows.ts";

/** The comparisons and tools of some documents as the catalog has them, by slug. */
export interface CatalogState {
	comparisons: Map<string, ComparisonState>;
	tools: Map<string, ToolState>;
}

export interface ComparisonState {
	left: string;
	right: string;
	publishedAt: Instant;
	weight: number;
	hash: string | null;
	updatedAt: Instant;
	/** As the database has it; null: not at all. */
	saved: Pick<ComparisonState, "publishedAt" | "weight"> | null;
	/** It differs from the database, and must be saved. */
	dirty: boolean;
}

export interface ToolState {
	/** Null: not in the database yet. */
	id: number | null;
	facts: ToolFacts;
	asOf: Instant;
	updatedAt: Instant;
	/** As the database has it; null: not at all. */
	saved: ToolFacts | null;
	/** It differs from the database, and must be saved. */
	dirty: boolean;
}

/** Reads what the catalog has of the comparisons and tools in these documents. */
export async function loadCatalogState(
	db: Db,
	documents: readonly ComparisonFacts[],
): Promise<CatalogState> {
	const unique = (slugs: string[]) => [...new Set(slugs)];
	return stateOf(
		db,
		await comparisonRowsBySlug(db, unique(documents.map((one) => one.slug))),
		unique(documents.flatMap((one) => [one.left.slug, one.right.slug])),
	);
}

/** A tool alone; it has no entry if there is none. */
export async function loadToolState(
	db: Db,
	slug: string,
): Promise<CatalogState> {
	return stateOf(db, [], [slug]);
}

/** A comparison with its two tools; it has no entry if there is none. */
export async function loadComparisonState(
	db: Db,
	slug: string,
): Promise<CatalogState> {
	const rows = await comparisonRowsBySlug(db, [slug]);
	return stateOf(
		db,
		rows,
		rows.flatMap((row) => [row.left_slug, row.right_slug]),
	);
}

async function stateOf(
	db: Db,
	comparisons: readonly ComparisonWithSlugs[],
	toolSlugs: readonly string[],
): Promise<CatalogState> {
	const tools = await toolRowsBySlug(db, toolSlugs);
	const reviews = Map.groupBy(
		await reviewRowsByTool(
			db,
			tools.map((tool) => tool.id),
		),
		(review) => review.tool_id,
	);
	const state: CatalogState = { comparisons: new Map(), tools: new Map() };
	for (const row of comparisons)
		state.comparisons.set(row.slug, {
			left: row.left_slug,
			right: row.right_slug,
			publishedAt: row.published_at,
			weight: row.weight,
			hash: row.document_hash,
			updatedAt: row.updated_at,
			saved: { publishedAt: row.published_at, weight: row.weight },
			dirty: false,
		});
	for (const row of tools) {
		const facts = factsOfRows(row, reviews.get(row.id) ?? []);
		state.tools.set(row.slug, {
			id: row.id,
			facts,
			asOf: row.as_of,
			updatedAt: row.updated_at,
			saved: facts,
			dirty: false,
		});
	}
	return state;
}

/** What a change of the catalog's history says of who made it. */
export interface ChangeNote {
	now: Instant;
	who: string;
	action: "import" | "correct";
}

/** Saves what is dirty, and nothing else, with its history. */
export async function saveCatalogState(
	trx: Trx,
	state: CatalogState,
	{ now, who, action }: ChangeNote,
): Promise<void> {
	const tools = [...state.tools.values()].filter((tool) => tool.dirty);
	const saved = await upsertTools(
		trx,
		tools.map((tool) => ({
			...toolRowOf(tool.facts),
			as_of: tool.asOf,
			created_at: now,
			updated_at: tool.updatedAt,
		})),
	);
	for (const { slug, id } of saved) {
		const tool = state.tools.get(slug);
		if (tool) tool.id = id;
	}
	const idOf = (slug: string) => {
		const id = state.tools.get(slug)?.id ?? null;
		if (id === null) throw new RangeError(`The tool ${slug} has no id.`);
		return id;
	};
	await upsertReviews(
		trx,
		tools.flatMap(({ facts, saved }) =>
			facts.reviews
				.filter(
					(one) => !saved?.reviews.some((other) => sameReview(one, other)),
				)
				.map((review) => ({ tool_id: idOf(facts.slug), ...review })),
		),
	);
	for (const { facts, saved } of tools) {
		const gone = (saved?.reviews ?? [])
			.map(({ reviewer }) => reviewer)
			.filter((by) => !facts.reviews.some(({ reviewer }) => reviewer === by));
		if (gone.length > 0) await deleteReviews(trx, idOf(facts.slug), gone);
	}
	const comparisons = [...state.comparisons].filter(([, one]) => one.dirty);
	await upsertComparisons(
		trx,
		comparisons.map(([slug, one]) => ({
			slug,
			left_tool_id: idOf(one.left),
			right_tool_id: idOf(one.right),
			published_at: one.publishedAt,
			weight: one.weight,
			document_hash: one.hash,
			created_at: now,
			updated_at: one.updatedAt,
		})),
	);
	await insertCatalogChanges(
		trx,
		changesOf(state)
			.filter(({ isNew }) => !isNew)
			.flatMap(({ what, slug, fields }) =>
				fields.map((field) => ({ at: now, who, action, what, slug, ...field })),
			),
	);
}
