import { type Kysely, sql } from "kysely";

/** What came back for a message, and how often, after the rows are deleted. */
export async function feedback(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	for (const statement of [
		`create table if not exists feedback (
			hash text primary key,
			at text not null,
			source text not null,
			issue_id integer references issues (id) on delete cascade,
			letter_id integer,
			subscriber_id integer references subscribers (id),
			kind text not null,
			cause text not null,
			domain text not null,
			proven integer not null,
			first integer not null,
			counted integer not null,
			sent_at text,
			words text,
			action text not null
		)`,
		`create index if not exists feedback_by_subscriber on feedback (subscriber_id)`,
		`create index if not exists feedback_by_issue on feedback (issue_id, subscriber_id)`,
		`create table if not exists feedback_counts (
			issue_id integer not null references issues (id) on delete cascade,
			kind text not null,
			cause text not null,
			domain text not null,
			count integer not null,
			constraint feedback_counts_key primary key (issue_id, kind, cause, domain)
		)`,
	])
		await sql.raw(statement).execute(trx);
}
