import { type Kysely, sql } from "kysely";

/** The language that a reader chose, and that of the form where they signed up. */
export async function languages(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	for (const table of ["subscribers", "sign_ups"]) {
		const { columns = [] } = tables.find(({ name }) => name === table) ?? {};
		if (!columns.some(({ name }) => name === "language"))
			await sql`alter table ${sql.table(table)} add column language text`.execute(
				trx,
			);
	}
}
