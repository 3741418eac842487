import { type Kysely, sql } from "kysely";

/** What came back of what was sent, by server and by domain; and the stages of an issue. */
export async function brakes(trx: Kysely<unknown>): Promise<void> {
	const tables = await trx.introspection.getTables();
	const columns =
		tables.find(({ name }) => name === "deliveries")?.columns ?? [];
	for (const [name, type] of [
		["server", "text"],
		["stage", "integer"],
	] as const)
		if (!columns.some((column) => column.name === name))
			await sql
				.raw(`alter table deliveries add column ${name} ${type}`)
				.execute(trx);
	for (const statement of [
		`create index if not exists deliveries_of_stages
			on deliveries (issue_id, state, next_attempt_at, subscriber_id) where stage is not null`,
		`create index if not exists issues_by_sealed_at on issues (sealed_at)`,
		`create table if not exists return_figures (
			issue_id integer not null references issues (id) on delete cascade,
			scope text not null,
			sent integer not null,
			gone integer not null,
			complaints integer not null,
			constraint return_figures_key primary key (issue_id, scope)
		)`,
		`create index if not exists return_figures_gone
			on return_figures (issue_id, scope) where gone > 0`,
		`create table if not exists figure_holds (
			issue_id integer not null,
			scope text not null,
			measure text not null,
			count integer not null,
			open integer not null,
			at text not null,
			constraint figure_holds_key primary key (issue_id, scope, measure)
		)`,
		`create table if not exists issue_stages (
			issue_id integer primary key references issues (id) on delete cascade,
			plan text not null,
			stage integer not null,
			marked integer not null,
			opened_at text not null,
			next_at text,
			held_at text
		)`,
	])
		await sql.raw(statement).execute(trx);
}
