import { type Kysely, sql } from "kysely";

/** How far the recipients of an issue are frozen. Those of earlier versions were frozen at once. */
export async function frozenTo(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const columns = tables.find(({ name }) => name === "issues")?.columns ?? [];
	if (!columns.some(({ name }) => name === "frozen_to"))
		await sql`alter table issues add column frozen_to integer`.execute(trx);
}
