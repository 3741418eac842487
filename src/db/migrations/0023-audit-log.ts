import { type Kysely, sql } from "kysely";
import type { Dialect } from "../dialect.ts";

/** Who changed what, and how often an issue was changed: a form that shows an older state is refused. */
export async function auditLog(
	trx: Kysely<unknown>,
	{ idColumn }: Dialect,
): Promise<void> {
	await sql`create table if not exists audit_log (
		id ${sql.raw(idColumn)},
		at text not null,
		who text not null,
		action text not null,
		what text not null,
		before text,
		after text
	)`.execute(trx);
	await sql`create index if not exists audit_log_by_at on audit_log (at)`.execute(
		trx,
	);
	await sql`create index if not exists audit_log_by_what on audit_log (what, id)`.execute(
		trx,
	);
	const tables = await trx.introspection.getTables();
	const { columns = [] } = tables.find(({ name }) => name === "issues") ?? {};
	if (!columns.some(({ name }) => name === "revision"))
		await sql`alter table issues add column revision integer not null default 0`.execute(
			trx,
		);
}
