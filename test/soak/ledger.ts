import { sql } from "kysely";
import { issueById } from "../../src/db/issues.ts";
import type { Db, DeliveryState } from "../../src/db/schema.ts";
import type { Evidence, Leaver, LedgerStep } from "./evidence.ts";

/**
 * Has the database itself note every change of a delivery's state, and in whose
 * state a delivery was when its reader left, in the same transaction. SQLite.
 */
export async function keepJournal(db: Db): Promise<void> {
	for (const text of [
		`create table soak_steps (
			n integer primary key, subscriber_id integer, was text, became text, fence integer, left integer)`,
		`create table soak_leavers (subscriber_id integer primary key, state text)`,
		`create trigger soak_step after update of state on deliveries
			when old.state <> new.state
			begin insert into soak_steps (subscriber_id, was, became, fence, left)
				select new.subscriber_id, old.state, new.state, new.fence, state <> 'active'
				from subscribers where id = new.subscriber_id; end`,
		`create trigger soak_leaver after update of state on subscribers
			when new.state = 'unsubscribed'
			begin insert into soak_leavers
				select new.id, state from deliveries where subscriber_id = new.id; end`,
	])
		await sql.raw(text).execute(db);
}

/** What the ledger says of the only issue. */
export async function readLedger(
	db: Db,
): Promise<Pick<Evidence, "issue" | "deliveries" | "attempts" | "steps">> {
	const issue = await issueById(db, 1);
	if (!issue) throw new Error("there is no issue");
	const deliveries = await db
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select(["s.email", "d.state", "d.fence"])
		.orderBy("s.id")
		.execute();
	const attempts = await db
		.selectFrom("delivery_attempts as a")
		.innerJoin("subscribers as s", "s.id", "a.subscriber_id")
		.select(["s.email", "a.fence", "a.result"])
		.execute();
	const { rows } = await sql<
		Omit<LedgerStep, "left"> & { left: 0 | 1 }
	>`select s.email, j.was, j.became, j.fence, j.left
		from soak_steps as j join subscribers as s on s.id = j.subscriber_id
		order by j.n`.execute(db);
	return {
		issue: { state: issue.state, recipients: issue.recipients },
		deliveries,
		attempts,
		steps: rows.map((row) => ({ ...row, left: row.left === 1 })),
	};
}

/** Who left, with what the database noted at that very moment. */
export async function readLeavers(
	db: Db,
	left: ReadonlyMap<string, number>,
): Promise<Leaver[]> {
	const { rows } = await sql<{ email: string; state: DeliveryState }>`
		select s.email, j.state from soak_leavers as j
		join subscribers as s on s.id = j.subscriber_id`.execute(db);
	const states = new Map(rows.map((row) => [row.email, row.state]));
	return [...left].map(([email, at]) => ({
		email,
		at,
		held: states.get(email) === "claimed",
	}));
}
