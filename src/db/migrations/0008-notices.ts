import { type Kysely, sql } from "kysely";

/** The notices to the editor, each once, and what the editor approved, so that a change can be named. */
export async function notices(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	for (const statement of [
		`create table if not exists notices (
			key text primary key,
			headline text not null,
			message text not null,
			command text,
			created_at text not null,
			due_at text,
			attempts integer not null default 0,
			claimed_by text,
			sent_at text,
			failure text
		)`,
		`create index if not exists notices_due on notices (due_at)`,
		`create table if not exists approvals (
			issue_id integer primary key references issues (id) on delete cascade,
			hash text not null,
			template_hash text not null,
			audience text,
			content text not null
		)`,
	])
		await sql.raw(statement).execute(trx);
}
