import { type Kysely, sql } from "kysely";
import type { Dialect } from "../../dialect.ts";

/**
 * Figures of issues and of weeks, counted once: a page of a report reads a few
 * rows, and they stay when deliveries and people are deleted. The indexes find
 * what readers did in a time, and people by the beginning of their address or
 * name, without reading every subscriber.
 */
export async function figures(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	dialect: Dialect,
): Promise<void> {
	const bytewise = dialect.name === "postgres" ? ' collate "C"' : "";
	for (const statement of [
		`create table if not exists issue_figures (
			issue_id integer not null references issues (id) on delete cascade,
			figure text not null,
			name text not null,
			count integer not null,
			constraint issue_figures_key primary key (issue_id, figure, name)
		)`,
		`create table if not exists list_weeks (
			week text not null,
			figure text not null,
			count integer not null,
			constraint list_weeks_key primary key (week, figure)
		)`,
		`create index if not exists subscribers_by_leaving on subscribers (unsubscribed_at)
			where unsubscribed_at is not null`,
		// SQLite compares by bytes anyway, and has an index of its unique column.
		...(dialect.name === "postgres"
			? [
					`create index if not exists subscribers_by_address on subscribers (email_key collate "C")`,
				]
			: []),
		`create index if not exists subscribers_by_name on subscribers (lower(name)${bytewise})
			where name is not null`,
		`create index if not exists votes_by_time on votes (updated_at)`,
		`create index if not exists bookmarks_by_time on bookmarks (created_at)`,
	])
		await sql.raw(statement).execute(trx);
}
