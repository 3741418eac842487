import { type Kysely, sql } from "kysely";

/** What an editor wrote on single comparisons of an issue, and who signs it. */
export async function editorTexts(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const columns = tables.find(({ name }) => name === "issues")?.columns ?? [];
	for (const column of ["signed", "notes"])
		if (!columns.some(({ name }) => name === column))
			await sql`alter table issues add column ${sql.ref(column)} text`.execute(
				trx,
			);
}
