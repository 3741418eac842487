import { hash } from "node:crypto";
import { lockCatalog } from "../../db/catalog/catalog-import.ts";
import type { CatalogChangeRow } from "../../db/catalog-tables.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import type { Db, Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import type { Clock } from "../../time/clock.ts";
import {
	asNumber,
	comparisonFields,
	type FactFields,
	toolDocument,
	toolFields,
} from "../fact-fields.ts";
import {
	type CatalogState,
	loadComparisonState,
	loadToolState,
	saveCatalogState,
} from "../import/catalog-state.ts";
import { changesOf } from "../import/changes.ts";
import { readTimes, readTool } from "../import/read-document.ts";

/** Who corrects. */
export interface Corrector {
	readonly db: Db;
	readonly clock: Clock;
	/** Absent: the program itself. */
	readonly actor?: string;
}

/** The facts that a form shows, and the version that it was made from. */
export interface Correctable {
	fields: FactFields;
	/** The same facts have the same. */
	version: string;
}

/** @returns null: there is none with this slug */
export async function correctableTool(
	db: Db,
	slug: string,
): Promise<Correctable | null> {
	const tool = (await loadToolState(db, slug)).tools.get(slug);
	return tool ? correctable(toolFields(tool.facts)) : null;
}

/** @returns null: there is none with this slug */
export async function correctableComparison(
	db: Db,
	slug: string,
): Promise<Correctable | null> {
	const one = (await loadComparisonState(db, slug)).comparisons.get(slug);
	return one ? correctable(comparisonFields(one)) : null;
}

function correctable(fields: FactFields): Correctable {
	return { fields, version: hash("sha256", JSON.stringify([...fields])) };
}

/**
 * Corrects facts of a tool, checked as a document's are. They hold until a newer
 * document says something else than what was corrected (`keep-corrections.ts`).
 *
 * @param version the one that the editor saw
 * @param edits only the fields that change; empty: not known
 * @returns how many fields changed
 * @throws Failure `no-such-tool`, `stale-edit`; BadInput with the path of each problem
 */
export function correctTool(
	context: Corrector,
	slug: string,
	version: string,
	edits: FactFields,
): Promise<number> {
	return correct(context, "tool", slug, async (trx) => {
		const state = await loadToolState(trx, slug);
		const tool = state.tools.get(slug);
		if (!tool) throw noSuch("tool", slug);
		const now = correctable(toolFields(tool.facts));
		const { fields } = now;
		refuseStale(now, version, edits);
		// It stays as old as its source, or an import would take newer facts beside the corrected ones for older.
		state.tools.set(slug, {
			...tool,
			facts: readTool(toolDocument(slug, merged(fields, edits))),
			updatedAt: context.clock.now(),
			dirty: true,
		});
		return state;
	});
}

/**
 * Corrects when a comparison is published, and its weight. They hold in the same way.
 *
 * @param version the one that the editor saw
 * @param edits `publishedAt` with an offset, `weight`
 * @returns how many fields changed
 * @throws Failure `no-such-comparison`, `stale-edit`; BadInput with the path of each problem
 */
export function correctComparison(
	context: Corrector,
	slug: string,
	version: string,
	edits: FactFields,
): Promise<number> {
	return correct(context, "comparison", slug, async (trx) => {
		const state = await loadComparisonState(trx, slug);
		const one = state.comparisons.get(slug);
		if (!one) throw noSuch("comparison", slug);
		const now = correctable(comparisonFields(one));
		refuseStale(now, version, edits);
		const after = merged(now.fields, edits);
		state.comparisons.set(slug, {
			...one,
			...readTimes({
				publishedAt: after.get("publishedAt")?.trim(),
				weight: asNumber(after.get("weight") ?? ""),
			}),
			updatedAt: context.clock.now(),
			dirty: true,
		});
		return state;
	});
}

/** Changes the catalog with its history and an entry of the audit log, in one transaction. */
async function correct(
	{ db, clock, actor: who = "schedule" }: Corrector,
	what: CatalogChangeRow["what"],
	slug: string,
	change: (trx: Trx) => Promise<CatalogState>,
): Promise<number> {
	return db.transaction().execute(async (trx) => {
		await lockCatalog(trx);
		const state = await change(trx);
		const fields = changesOf(state).flatMap((one) => one.fields);
		if (fields.length === 0) return 0;
		const now = clock.now();
		await saveCatalogState(trx, state, { now, who, action: "correct" });
		const side = (of: "before" | "after") =>
			Object.fromEntries(fields.map((one) => [one.field, one[of]]));
		await insertAuditEntry(trx, {
			at: now,
			who,
			action: "correct",
			what: `${what} ${slug}`,
			before: side("before"),
			after: side("after"),
		});
		return fields.length;
	});
}

function merged(fields: FactFields, edits: FactFields): FactFields {
	return new Map(
		[...fields].map(([field, value]) => [field, edits.get(field) ?? value]),
	);
}

function noSuch(what: string, slug: string): Failure {
	return new Failure(
		`no-such-${what}`,
		`There is no ${what} ${JSON.stringify(slug)} any more. Nothing was saved.`,
	);
}

/** What says what holds already is not stale: whoever clicks twice sends it twice. */
function refuseStale(
	now: Correctable,
	version: string,
	edits: FactFields,
): void {
	const holds = [...edits].every(
		([field, value]) => (now.fields.get(field) ?? value) === value,
	);
	if (now.version !== version && !holds)
		throw new Failure(
			"stale-edit",
			"Somebody else changed these facts since you opened them. Nothing of yours was saved: both versions are below. Look at what they say, and save again.",
		);
}
