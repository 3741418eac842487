import type { Context } from "../../context.ts";
import { countByState, mayHaveArrived } from "../../db/delivery/deliveries.ts";
import { lastAdoption } from "../../db/delivery/instances.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import { type IssueHead, issueById } from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { by } from "./audit.ts";
import { changeIssue } from "./change-issue.ts";

const CANCELLABLE: readonly IssueState[] = [
	"draft",
	"approved",
	"sealed",
	"sending",
	"paused",
	"ended",
];

/** In which somebody may have got it. */
const SENT: readonly IssueState[] = ["sealed", "sending", "paused"];

/** Why its deliveries are excluded. */
export const CANCELLED = "issue cancelled";

/**
 * Cancels an issue that is not complete. Who has not got it will not get it.
 * - Nobody can have it: it is `cancelled`, and its edition number and its
 *   comparisons are free for later issues.
 * - Somebody has it, or may have: it is `ended`, and keeps its number, its page
 *   and its comparisons. This needs `endEarly`.
 * Cancelling twice changes nothing, unless it turned out since that nobody got it.
 *
 * @param endEarly the editor knows that somebody has it
 * @throws Failure `not-cancellable`, `somebody-got-it`
 */
export async function cancelIssue(
	context: Context,
	id: number,
	reason: string,
	{ endEarly = true }: { endEarly?: boolean } = {},
): Promise<IssueHead> {
	return context.db.transaction().execute(async (trx) => {
		const issue = await issueById(trx, id);
		if (issue?.state === "cancelled") return issue;
		if (!issue || !CANCELLABLE.includes(issue.state))
			throw new Failure(
				"not-cancellable",
				`Issue ${issue?.number ?? `id:${id}`} is ${issue?.state ?? "deleted"} and can't be cancelled any more.`,
			);
		const now = context.clock.now();
		const before = await mayHaveArrived(trx, id);
		await excludeOpenDeliveries(trx, id, CANCELLED, now);
		// Asked again, because another process may have claimed one in between.
		const arrived =
			before ||
			(await mayHaveArrived(trx, id)) ||
			(await wasAdopted(trx, issue));
		if (arrived && issue.state === "ended") return issue;
		const reached = `${((await countByState(trx, id)).accepted ?? 0).toLocaleString("en")} of ${(issue.recipients ?? 0).toLocaleString("en")}`;
		if (arrived && !endEarly)
			throw new Failure(
				"somebody-got-it",
				`${reached} recipients have got issue ${issue.number}, or may have. It can only end early: nobody else gets it, and it keeps its page and its comparisons. To end it: digest issue cancel ${issue.number} --yes`,
			);
		return changeIssue(trx, by(context), id, {
			action: "cancel",
			from: arrived ? SENT : CANCELLABLE,
			set: {
				slot: null,
				...(arrived
					? {
							state: "ended",
							completed_at: now,
							note: `Ended early, ${reached} got it: ${reason}`,
						}
					: { state: "cancelled", note: reason, number: null }),
			},
		});
	});
}

/** Whether it was sealed before this database was adopted: the original may have sent it. */
async function wasAdopted(
	trx: Trx,
	{ sealed_at }: IssueHead,
): Promise<boolean> {
	const adopted = await lastAdoption(trx);
	return sealed_at !== null && adopted !== null && sealed_at <= adopted;
}
