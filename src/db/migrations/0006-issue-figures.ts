import { type Kysely, sql } from "kysely";

type Trx = Pick<Kysely<unknown>, "getExecutor" | "introspection">;

/**
 * What lists of past issues show is kept with the issue: nobody has to read its
 * content or count a million deliveries. Logs are deleted issue by issue, and the
 * issue says when that was done. The attempts and setbacks of one subscriber get
 * an index, and so do erased subscribers, which a daily job looks for.
 */
export async function issueFigures(trx: Trx): Promise<void> {
	for (const column of ["sealed_subject", "final_counts", "logs_deleted_at"])
		if (!(await hasColumn(trx, column)))
			await sql`alter table issues add column ${sql.ref(column)} text`.execute(
				trx,
			);
	for (const table of ["delivery_attempts", "setbacks"])
		await sql
			.raw(
				`create index if not exists ${table}_of_subscriber on ${table} (subscriber_id)`,
			)
			.execute(trx);
	await sql`create index if not exists subscribers_erased
		on subscribers (id) where erased_at is not null`.execute(trx);
	const { rows } = await sql<{
		id: number;
		state: string;
	}>`select id, state from issues where content is not null order by id`.execute(
		trx,
	);
	for (const { id, state } of rows) {
		await sql`update issues set sealed_subject = ${await subjectOf(trx, id)},
			final_counts = ${state === "complete" ? await countsOf(trx, id) : null}
			where id = ${id}`.execute(trx);
	}
}

async function hasColumn(trx: Trx, column: string): Promise<boolean> {
	const tables = await trx.introspection.getTables();
	const issues = tables.find((table) => table.name === "issues");
	return issues?.columns.some(({ name }) => name === column) ?? false;
}

async function subjectOf(trx: Trx, id: number): Promise<string | null> {
	const { rows } = await sql<{
		content: string;
	}>`select content from issues where id = ${id}`.execute(trx);
	const { subject } = JSON.parse(rows[0]?.content ?? "{}") as {
		subject?: string;
	};
	return subject ?? null;
}

async function countsOf(trx: Trx, id: number): Promise<string> {
	const { rows } = await sql<{ state: string; count: number }>`
		select state, cast(sum(count) as integer) as count from (
			select state, count(*) as count from deliveries where issue_id = ${id} group by state
			union all select state, count from delivery_counts where issue_id = ${id}
		) as counted group by state order by state`.execute(trx);
	return JSON.stringify(
		Object.fromEntries(rows.map(({ state, count }) => [state, count])),
	);
}
