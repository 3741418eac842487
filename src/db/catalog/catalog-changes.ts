import type { Insertable } from "kysely";
import type { CatalogChangeRow } from "../catalog-tables.ts";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import type { Database, Db, Trx } from "../schema.ts";

/** Records changed facts, in the transaction that changes them. */
export async function insertCatalogChanges(
	trx: Trx,
	changes: readonly Insertable<Database["catalog_changes"]>[],
): Promise<void> {
	await inChunks(changes, rowsPerStatement(trx, 8), async (some) => {
		await trx
			.insertInto("catalog_changes")
			.values([...some])
			.execute();
		return [];
	});
}

/** A correction that still holds, with what a source had said before it. */
export interface StandingCorrection extends CatalogChangeRow {
	replaced: string;
	/** Everything that the field had said before, in order. */
	earlier: readonly string[];
}

/**
 * The corrections that still hold: nothing but corrections changed their fact since,
 * and none of them set it back.
 *
 * @returns by "WHAT SLUG FIELD"
 */
export async function standingCorrections(
	db: Db,
	slugs: readonly string[],
): Promise<Map<string, StandingCorrection>> {
	// Few are corrected, and the whole history of all would be long.
	const corrected = await inChunks(slugs, rowsPerStatement(db, 1), (some) =>
		db
			.selectFrom("catalog_changes")
			.select("slug")
			.distinct()
			.where("what", "in", ["tool", "comparison"])
			.where("slug", "in", some)
			.where("action", "=", "correct")
			.execute(),
	);
	const rows = await inChunks(
		corrected.map(({ slug }) => slug),
		rowsPerStatement(db, 1),
		(some) =>
			db
				.selectFrom("catalog_changes")
				.selectAll()
				.where("what", "in", ["tool", "comparison"])
				.where("slug", "in", some)
				.orderBy("id")
				.execute(),
	);
	const standing = new Map<string, StandingCorrection>();
	const said = new Map<string, readonly string[]>();
	for (const row of rows) {
		const key = `${row.what} ${row.slug} ${row.field}`;
		const earlier = [...(said.get(key) ?? []), row.before];
		said.set(key, earlier);
		const replaced = standing.get(key)?.replaced ?? row.before;
		if (row.action === "correct" && row.after !== replaced)
			standing.set(key, { ...row, replaced, earlier });
		else standing.delete(key);
	}
	return standing;
}

/** What changed of a tool or a comparison, the newest first. */
export async function catalogChangesOf(
	db: Db,
	what: CatalogChangeRow["what"],
	slug: string,
	limit: number,
): Promise<CatalogChangeRow[]> {
	return db
		.selectFrom("catalog_changes")
		.selectAll()
		.where("what", "=", what)
		.where("slug", "=", slug)
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}
