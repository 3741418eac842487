import { type Kysely, sql } from "kysely";

/** The sentence of a review that its source wants quoted; null: the composer chooses one. */
export async function reviewQuotes(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const reviews = tables.find(({ name }) => name === "reviews");
	// SQLite has no "add column if not exists".
	if (reviews?.columns.some(({ name }) => name === "quote")) return;
	await sql`alter table reviews add column quote text`.execute(trx);
}
