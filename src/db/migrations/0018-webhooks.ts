import { type Kysely, sql } from "kysely";

/** The sending service's id of a message, by which its webhooks name it, and the requests that count once. */
export async function webhooks(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const deliveries = tables.find(({ name }) => name === "deliveries");
	if (!deliveries?.columns.some(({ name }) => name === "reply_id"))
		await sql`alter table deliveries add column reply_id text`.execute(trx);
	await sql`create index if not exists deliveries_by_reply_id
		on deliveries (reply_id) where reply_id is not null`.execute(trx);
	await sql`create table if not exists webhook_receipts (
		id text primary key,
		body_hash text not null,
		at text not null
	)`.execute(trx);
}
