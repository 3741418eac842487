import { type Kysely, sql } from "kysely";

/** The refusals and deferrals of an issue, by which sending knows that everybody gets the same answer. */
export async function setbacks(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	for (const statement of [
		`create table if not exists setbacks (
			issue_id integer not null references issues (id) on delete cascade,
			subscriber_id integer not null references subscribers (id),
			fence integer not null,
			kind text not null,
			domain text not null,
			words text not null,
			at text not null,
			followed integer not null default 0,
			constraint setbacks_key primary key (issue_id, subscriber_id)
		)`,
		`create index if not exists setbacks_by_domain on setbacks (issue_id, followed, domain)`,
	])
		await sql.raw(statement).execute(trx);
}
