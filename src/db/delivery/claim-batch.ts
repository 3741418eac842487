import type { Instant } from "../../clock.ts";
import type { Trx } from "../schema.ts";
import { statement, valuesTable } from "../statement.ts";
import type { RecordedOutcome } from "./claims.ts";

/** Whether an issue is being sent at this moment. */
export async function isSending(trx: Trx, issueId: number): Promise<boolean> {
	return (await sending(trx, [], [issueId])).length > 0;
}

const sending = statement(
	(mark) =>
		`select 1 from issues where id = ${mark("integer")} and state = 'sending'`,
);

/** Takes due deliveries into `worker`'s hands until `until`; each fence grows by one. */
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
	(mark, _dialect, rows: number) => `
	update deliveries set
		state = 'claimed', claimed_by = ${mark("text")}, claimed_until = ${mark("text")},
		fence = fence + 1, attempts = attempts + 1,
		reader = v.column2, updated_at = ${mark("text")}
	from ${valuesTable(mark, rows, ["integer", "text"])}
	where issue_id = ${mark("integer")} and subscriber_id = v.column1`,
);

/**
 * Records what became of claimed deliveries, of each whose claim still stands.
 *
 * @returns the subscribers whose it is; missing are those whose fence has
 *   moved on, because the claim had run out
 */
export async function recordOutcomes(
	trx: Trx,
	issueId: number,
	outcomes: readonly {
		subscriberId: number;
		fence: number;
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
			...outcomes.flatMap(({ subscriberId, fence, outcome }) => [
				subscriberId,
				fence,
				outcome.state,
				outcome.next_attempt_at,
				outcome.attempts,
				outcome.smtp_code,
				outcome.smtp_reply,
				outcome.reason,
			]),
			issueId,
		],
	);
	return new Set(rows.map((row) => row.subscriber_id));
}

/** What was merged is kept only as long as the same bytes may be needed again: an expired one may be opened. */
const record = statement(
	(mark, _dialect, rows: number) => `
	update deliveries set
		state = v.column3, next_attempt_at = v.column4, attempts = v.column5,
		smtp_code = v.column6, smtp_reply = v.column7, reason = v.column8,
		claimed_by = null, claimed_until = null, updated_at = ${mark("text")},
		reader = case when v.column3 in ('pending', 'deferred', 'unsure', 'expired') then reader end
	from ${valuesTable(mark, rows, ["integer", "integer", "text", "text", "integer", "integer", "text", "text"])}
	where issue_id = ${mark("integer")} and subscriber_id = v.column1
		and fence = v.column2 and state = 'claimed'
	returning subscriber_id`,
);
