import { type Kysely, sql } from "kysely";

/** The subjects of sealed issues in a table of their own: nobody has to read whole issues to find them. */
export async function issueSubjects(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	await sql`create table if not exists issue_subjects (
		issue_id integer not null references issues (id) on delete cascade,
		subject text not null,
		constraint issue_subjects_key primary key (issue_id, subject)
	)`.execute(trx);
	const { rows } = await sql<{
		id: number;
	}>`select id from issues where content is not null order by id`.execute(trx);
	for (const { id } of rows) await copySubjects(trx, id);
}

async function copySubjects(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	id: number,
): Promise<void> {
	const { rows } = await sql<{
		content: string;
	}>`select content from issues where id = ${id}`.execute(trx);
	// Issues that an earlier version sealed may have no lenses.
	const { subject, lenses = {} } = JSON.parse(rows[0]?.content ?? "{}") as {
		subject?: string;
		lenses?: Record<string, { subject: string }>;
	};
	const subjects = [
		subject,
		...Object.values(lenses).map((one) => one.subject),
	];
	for (const one of new Set(subjects))
		if (one)
			await sql`insert into issue_subjects (issue_id, subject) values (${id}, ${one})
				on conflict do nothing`.execute(trx);
}
