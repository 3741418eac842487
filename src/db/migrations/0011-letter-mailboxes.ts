import { type Kysely, sql } from "kysely";

/** By which mailbox a letter counts in the limits: several spellings of an address share one. */
export async function letterMailboxes(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const letters = tables.find(({ name }) => name === "letters");
	if (!letters?.columns.some(({ name }) => name === "mailbox_hash"))
		await sql`alter table letters add column mailbox_hash text`.execute(trx);
	await sql`create index if not exists letters_by_mailbox on letters (mailbox_hash, kind, created_at)`.execute(
		trx,
	);
}
