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

/**
 * The corrections that still hold: the last change of their fact.
 *
 * @returns by "WHAT SLUG FIELD"
 */
export async function standingCorrections(
	db: Db,
	slugs: readonly string[],
): Promise<Map<string, CatalogChangeRow>> {
	const rows = await inChunks(slugs, rowsPerStatement(db, 1), (some) =>
		db
			.selectFrom("catalog_changes")
			.selectAll()
			.where("what", "in", ["tool", "comparison"])
			.where("slug", "in", some)
			.orderBy("id")
			.execute(),
	);
	const last = new Map(
		rows.map((row) => [`${row.what} ${row.slug} ${row.field}`, row]),
	);
	return new Map([...last].filter(([, { action }]) => action === "correct"));
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
