import type { Instant } from "../../time/clock.ts";
import { countAll } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import { statement, valuesTable } from "../statement.ts";
import { insertLostAttempts, type RecordedOutcome } from "./attempts.ts";

/**
 * Null: the issue is not being sent at this moment.
 *
 * @returns `hasSetbacks`: an acceptance changes some; `refused`: so many recipients
 *   were just refused, or deferred for a cause that is ours
 */
export async function stateOfSending(
	trx: Trx,
	issueId: number,
): Promise<{ hasSetbacks: boolean; refused: number } | null> {
	const [row] = await sending<{ setbacks: 0 | 1; refused: number }>(
		trx,
		[],
		[issueId],
	);
	return row
		? { hasSetbacks: row.setbacks === 1, refused: Number(row.refused) }
		: null;
}

/** A deferral was just now until so many acceptances followed. */
const DEFERRED_FOLLOWED = 5;
/** A refusal, until the ten that are a quarter of the answers are out of reach (`ledger/breadth.ts`). */
const REFUSED_FOLLOWED = 30;

const sending = statement(
	(bind) => `
	select case when exists (
		select 1 from setbacks where issue_id = issues.id
	) then 1 else 0 end as setbacks, (
		select count(*) from setbacks
		where issue_id = issues.id and followed < ${REFUSED_FOLLOWED}
			and (kind = 'refused' or cause is not null and followed < ${DEFERRED_FOLLOWED})
	) as refused
	from issues where id = ${bind("integer")} and state = 'sending'`,
);

/** Claims due deliveries for `worker` until `until`. Each fence grows by one. */
export async function claimDeliveries(
	trx: Trx,
	issueId: number,
	deliveries: readonly { subscriberId: number; reader: string }[],
	claim: { worker: string; until: Instant; now: Instant },
): Promise<void> {
	if (deliveries.length === 0) return;
	await take(
		trx,
		[deliveries.length],
		[
			claim.worker,
			claim.until,
			claim.now,
			...deliveries.flatMap(({ subscriberId, reader }) => [
				subscriberId,
				reader,
			]),
			issueId,
		],
	);
}

const take = statement(
	(bind, _dialect, rows: number) => `
	update deliveries set
		state = 'claimed', claimed_by = ${bind("text")}, claimed_until = ${bind("text")},
		fence = fence + 1, attempts = attempts + 1,
		reader = v.column2, updated_at = ${bind("text")}
	from ${valuesTable(bind, rows, ["integer", "text"])}
	where issue_id = ${bind("integer")} and subscriber_id = v.column1`,
);

/**
 * Records the outcomes of claimed deliveries. One that was claimed again since is left alone.
 *
 * @returns the ids of the subscribers whose outcome was recorded; those that
 *   are missing were claimed again, because the claim had run out
 */
export async function recordOutcomes(
	trx: Trx,
	issueId: number,
	outcomes: readonly {
		subscriberId: number;
		fence: number;
		server: string;
		outcome: RecordedOutcome;
	}[],
	now: Instant,
): Promise<Set<number>> {
	if (outcomes.length === 0) return new Set();
	const rows = await record<{ subscriber_id: number }>(
		trx,
		[outcomes.length],
		[
			now,
			...outcomes.flatMap(({ subscriberId, fence, server, outcome }) => [
				subscriberId,
				fence,
				outcome.state,
				outcome.next_attempt_at,
				outcome.attempts,
				outcome.smtp_code,
				outcome.smtp_reply,
				outcome.reason,
				outcome.reply_id,
				outcome.state === "accepted" ? server : null,
			]),
			issueId,
		],
	);
	return new Set(rows.map((row) => row.subscriber_id));
}

/** What was merged is kept only as long as the same bytes may be needed again: an expired one may be opened. */
const record = statement(
	(bind, _dialect, rows: number) => `
	update deliveries set
		state = v.column3, next_attempt_at = v.column4, attempts = v.column5,
		smtp_code = v.column6, smtp_reply = v.column7, reason = v.column8, reply_id = v.column9,
		server = v.column10,
		claimed_by = null, claimed_until = null, updated_at = ${bind("text")},
		reader = case when v.column3 in ('pending', 'deferred', 'unsure', 'expired') then reader end
	from ${valuesTable(bind, rows, ["integer", "integer", "text", "text", "integer", "integer", "text", "text", "text", "text"])}
	where issue_id = ${bind("integer")} and subscriber_id = v.column1
		and fence = v.column2 and state = 'claimed'
	returning subscriber_id`,
);

/** How many deliveries of the issue are claimed, by all workers, counted up to `most`. */
export async function countClaimed(
	trx: Trx,
	issueId: number,
	most: number,
): Promise<number> {
	const rows = await trx
		.selectFrom("deliveries")
		.select("subscriber_id")
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.limit(most)
		.execute();
	return rows.length;
}

/** The issues that were cancelled or ended early and have deliveries that are still claimed. */
export async function cancelledIssuesWithClaims(db: Db): Promise<number[]> {
	const rows = await db
		.selectFrom("issues as i")
		.select("i.id")
		.where("i.state", "in", ["cancelled", "ended"])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("deliveries as d")
					.select("d.issue_id")
					.whereRef("d.issue_id", "=", "i.id")
					.where("d.state", "=", "claimed"),
			),
		)
		.execute();
	return rows.map((row) => row.id);
}

/** The workers that hold claims on this issue, and when the last claim of each ends. */
export async function claimHolders(
	db: Db,
	issueId: number,
): Promise<{ worker: string; until: Instant; count: number }[]> {
	const rows = await db
		.selectFrom("deliveries")
		.select((eb) => [
			"claimed_by as worker",
			eb.fn.max("claimed_until").as("until"),
			countAll.as("count"),
		])
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.groupBy("claimed_by")
		.execute();
	return rows.map((row) => ({
		worker: row.worker ?? "",
		until: row.until ?? "",
		count: row.count,
	}));
}

/**
 * Takes back the claims of a worker that died. Whether those messages went out
 * is unknown, so they become unsure.
 */
export async function reclaimDeliveries(
	trx: Trx,
	issueId: number,
	worker: string,
	now: Instant,
): Promise<number> {
	const reason = "the sender stopped in the middle of this delivery";
	await insertLostAttempts(trx, issueId, worker, now, reason);
	const { numUpdatedRows } = await trx
		.updateTable("deliveries")
		.set({
			state: "unsure",
			reason,
			claimed_by: null,
			claimed_until: null,
			next_attempt_at: null,
			updated_at: now,
		})
		.where("issue_id", "=", issueId)
		.where("state", "=", "claimed")
		.where("claimed_by", "=", worker)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
