import { type Selectable, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryState, DeliveryTables } from "../delivery-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import { MAILABLE } from "../subscriber/mailable.ts";
import type { DeliveriesByState } from "./deliveries.ts";

export type StageRow = Selectable<DeliveryTables["issue_stages"]>;

export async function stageOf(
	db: Db,
	issueId: number,
): Promise<StageRow | undefined> {
	return db
		.selectFrom("issue_stages")
		.selectAll()
		.where("issue_id", "=", issueId)
		.executeTakeFirst();
}

/** Begins with a stage, the first if none is named. One that has begun is left as it is. */
export async function beginStages(
	trx: Trx,
	issueId: number,
	plan: string,
	now: Instant,
	stage = 0,
): Promise<void> {
	await trx
		.insertInto("issue_stages")
		.values({
			issue_id: issueId,
			plan,
			stage,
			marked: stage === 0 ? 0 : 1,
			opened_at: now,
		})
		.onConflict((conflict) => conflict.column("issue_id").doNothing())
		.execute();
}

/** Takes the stages of an issue back of which nothing was sent. */
export async function forgetStages(trx: Trx, issueId: number): Promise<void> {
	await trx
		.deleteFrom("issue_stages")
		.where("issue_id", "=", issueId)
		.execute();
}

export async function updateStage(
	trx: Trx,
	issueId: number,
	changes: Partial<Omit<StageRow, "issue_id" | "plan">>,
): Promise<void> {
	await trx
		.updateTable("issue_stages")
		.set(changes)
		.where("issue_id", "=", issueId)
		.execute();
}

/**
 * Chooses up to `limit` deliveries for a stage: those that nothing was done with,
 * who confirmed most recently first.
 *
 * @returns how many were chosen
 */
export async function markForStage(
	trx: Trx,
	issueId: number,
	stage: number,
	limit: number,
): Promise<number> {
	const { numAffectedRows } = await sql`
		update deliveries set stage = ${stage}
		where issue_id = ${issueId} and subscriber_id in (
			select d.subscriber_id
			from deliveries as d join subscribers as s on s.id = d.subscriber_id
			where d.issue_id = ${issueId} and d.state = 'pending'
				and d.next_attempt_at is null and d.stage is null and ${sql.raw(MAILABLE)}
			order by coalesce(s.confirmed_at, s.created_at) desc, s.id desc
			limit ${limit}
		)`.execute(trx);
	return Number(numAffectedRows ?? 0n);
}

/** How many deliveries are chosen for this stage. */
export async function countMarked(
	db: Db,
	issueId: number,
	stage: number,
): Promise<number> {
	const { count } = await db
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("issue_id", "=", issueId)
		.where("stage", "is not", null)
		.where("stage", "=", stage)
		.executeTakeFirstOrThrow();
	return count;
}

/** Whether a delivery that is chosen for a stage was not tried yet, or is in flight. */
export async function hasUntried(db: Db, issueId: number): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("stage", "is not", null)
		.where((eb) =>
			eb.or([
				eb("state", "=", "claimed"),
				eb.and([eb("state", "=", "pending"), eb("attempts", "=", 0)]),
			]),
		)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** How many deliveries that were chosen for a stage so far are in each state. */
export async function countStaged(
	db: Db,
	issueId: number,
): Promise<DeliveriesByState> {
	const rows = await db
		.selectFrom("deliveries")
		.select(["state", countAll.as("count")])
		.where("issue_id", "=", issueId)
		.where("stage", "is not", null)
		.groupBy("state")
		.execute();
	return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Whether a message of the issue was begun, in a stage or without any. */
export async function hasBegun(db: Db, issueId: number): Promise<boolean> {
	const row = await db
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("state", "in", [
			...["claimed", "accepted", "refused"],
			...["deferred", "unsure", "expired"],
		] as DeliveryState[])
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
