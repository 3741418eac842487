import { type Kysely, sql } from "kysely";

/** What an editor wrote for the readers of other languages of an issue. */
export async function issueTranslations(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const columns = tables.find(({ name }) => name === "issues")?.columns ?? [];
	if (!columns.some(({ name }) => name === "translations"))
		await sql`alter table issues add column translations text`.execute(trx);
}
