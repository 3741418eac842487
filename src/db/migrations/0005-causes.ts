import { type Kysely, sql } from "kysely";

/**
 * Setbacks with their cause, kept after an acceptance, and the times for which
 * the circuit breaker stopped an issue. What setbacks were there is dropped: an
 * issue that is going out gathers them again with its next replies.
 */
export async function causes(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	for (const statement of [
		`drop table if exists setbacks`,
		`create table setbacks (
			issue_id integer not null references issues (id) on delete cascade,
			subscriber_id integer not null references subscribers (id),
			fence integer not null,
			kind text not null,
			domain text not null,
			words text not null,
			cause text,
			at text not null,
			followed integer not null default 0,
			settled integer not null default 0,
			constraint setbacks_key primary key (issue_id, subscriber_id)
		)`,
		`create index setbacks_by_followed on setbacks (issue_id, followed)`,
		`create index setbacks_by_domain on setbacks (issue_id, domain, settled)`,
		`create table if not exists breaker_pauses (
			issue_id integer not null references issues (id) on delete cascade,
			since text not null,
			until text not null,
			constraint breaker_pauses_key primary key (issue_id, since)
		)`,
	])
		await sql.raw(statement).execute(trx);
}
