import { type Kysely, sql } from "kysely";
import type { Dialect } from "../dialect.ts";
import { createCatalog } from "./foundation/catalog.ts";
import { DELIVERIES } from "./foundation/deliveries.ts";
import { createIssues } from "./foundation/issues.ts";
import { createSubscribers } from "./foundation/subscribers.ts";

/** Creates what is missing of the tables. Run it in a transaction. */
export async function foundation(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	{ idColumn }: Dialect,
): Promise<void> {
	for (const statement of [
		...INSTALLATION,
		...createCatalog(idColumn),
		...createIssues(idColumn),
		...createSubscribers(idColumn),
		...DELIVERIES,
	])
		await sql.raw(statement).execute(trx);
}

/** Facts about this installation, and the runs of its jobs. */
const INSTALLATION: readonly string[] = [
	`create table if not exists meta (
		key text primary key,
		value text not null
	)`,
	`create table if not exists instances (
		fingerprint text primary key,
		adopted_at text not null
	)`,
	`create table if not exists job_runs (
		job text not null,
		due_at text not null,
		state text not null,
		attempts integer not null default 0,
		claimed_by text,
		claimed_until text,
		started_at text not null,
		finished_at text,
		result text,
		constraint job_runs_key primary key (job, due_at)
	)`,
];
