import { type Kysely, sql } from "kysely";
import type { Dialect } from "../dialect.ts";

/** The findings of preflight that an editor accepts, with the reason. */
export async function waivers(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	{ idColumn }: Dialect,
): Promise<void> {
	for (const statement of [
		`create table if not exists waivers (
			id ${idColumn},
			issue_id integer not null references issues (id),
			content_hash text not null,
			code text not null,
			place text not null,
			what text not null,
			reason text not null,
			at text not null
		)`,
		`create index if not exists waivers_by_issue on waivers (issue_id, id)`,
	])
		await sql.raw(statement).execute(trx);
}
