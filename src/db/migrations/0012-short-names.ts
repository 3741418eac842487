import { type Kysely, sql } from "kysely";

/** A shorter name of a tool, for headlines; empty: its source gives none. */
export async function shortNames(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const tools = tables.find(({ name }) => name === "tools");
	// SQLite has no "add column if not exists".
	if (tools?.columns.some(({ name }) => name === "short_name")) return;
	await sql`alter table tools add column short_name text not null default ''`.execute(
		trx,
	);
}
