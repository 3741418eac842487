import type { Context } from "../context.ts";
import { closeCircuitBreaker } from "../db/delivery/circuit-breakers.ts";
import { countByState } from "../db/delivery/deliveries.ts";
import { excludeUnmailable } from "../db/delivery/recipients.ts";
import { countLost } from "../db/delivery/reopen.ts";
import { deleteSetbacks } from "../db/delivery/setbacks.ts";
import { issueById } from "../db/issue/issues.ts";
import { changeIssueIf } from "../issue/life/change-issue.ts";
import { areManyLost, type DeliveryCounts, progressOf } from "./progress.ts";
import { recordRefusals } from "./returns/record-refusals.ts";
import { endStages } from "./stages/advance.ts";

/**
 * Completes the issue if no delivery is open or claimed and the counts add up.
 * With UNSURE=hold, an issue that has only unsure deliveries left is paused, and
 * a person decides. So is one that nobody accepted: its comparisons are not used up.
 *
 * @returns "open": there is more to send; "held": paused for a decision; "done":
 *   no delivery is left. The issue is complete, or paused, cancelled or ended by a person
 * @throws Error if the counts do not add up, which is a defect
 */
export async function completeIfDone(
	context: Context,
	issueId: number,
): Promise<"open" | "held" | "done"> {
	return context.db.transaction().execute(async (trx) => {
		const now = context.clock.now();
		const pause = (note: string) =>
			changeIssueIf(trx, { now }, issueId, {
				action: "pause",
				from: ["sending"],
				set: { state: "paused", note },
			});
		await excludeUnmailable(trx, issueId, now);
		const issue = await issueById(trx, issueId);
		const byState = await countByState(trx, issueId);
		const counts = progressOf(byState, issue?.recipients ?? null);
		const held = context.config.unsure === "hold" ? counts.unsure : 0;
		if (counts.open - held > 0 || counts.claimed > 0) return "open";
		if (held > 0) {
			await pause(
				`Messages that may or may not have been sent: ${held}. They are held. Resend them with: digest send ${issue?.number} --missing. Or leave them as they are with: digest issue resume ${issue?.number} --leave-unsure`,
			);
			return "held";
		}
		if (counts.final !== issue?.recipients)
			throw new Error(
				`issue ${issueId} froze ${issue?.recipients} recipients but ${counts.final} are accounted for`,
			);
		// Nothing is left that a probe could try.
		await closeCircuitBreaker(trx, issueId, now);
		if (counts.accepted === 0 && (await countLost(trx, issueId)) > 0) {
			await pause(nobodyGotIt(issue.number, counts));
			return "held";
		}
		await deleteSetbacks(trx, issueId);
		await endStages(trx, issueId);
		const lost = manyLost(issue.number, issue.recipients, counts);
		if (issue.state === "sending")
			await recordRefusals(trx, context.clock, issueId, lost !== null);
		// A person may have paused or ended it: then it stays so.
		await changeIssueIf(trx, { now }, issueId, {
			action: "complete",
			from: ["sending"],
			set: {
				state: "complete",
				completed_at: now,
				final_counts: JSON.stringify(byState),
				note: lost,
			},
		});
		return "done";
	});
}

/** What the editor should know of a complete issue that many did not get; null: nothing. */
function manyLost(
	number: number | null,
	recipients: number,
	{ refused, expired }: DeliveryCounts,
): string | null {
	const lost = refused + expired;
	if (!areManyLost(lost, recipients)) return null;
	const issue = number ?? "";
	return `${lost} of ${recipients} recipients did not get the issue: ${refused} were refused, ${expired} were given up after a day. If that is not their own fault, see the replies with: digest explain ADDRESS ${issue}. Send it to them again with: digest send ${issue} --missing --refused`;
}

function nobodyGotIt(
	number: number | null,
	{ refused, expired }: DeliveryCounts,
): string {
	const issue = number ?? "";
	return `Nobody got the issue: ${refused} were refused, ${expired} were given up after a day. It is no longer tried. It is not complete, and its comparisons are not used up. The replies are in: digest explain ADDRESS ${issue}. When the cause is mended, send it to them again with: digest send ${issue} --missing --refused. Or give its comparisons back with: digest issue cancel ${issue}`;
}
