import type { Context } from "../context.ts";
import { countByState, excludeDeparted } from "../db/delivery/deliveries.ts";
import { issueById, updateIssue } from "../db/issue/issues.ts";
import { progressOf } from "./progress.ts";

/**
 * Completes the issue when nothing is open, nothing is in a worker's hands,
 * and the counts add up. With UNSURE=hold, an issue of which only unsure
 * messages are left is paused, for a person to decide.
 *
 * @returns open: there is more to do; done: complete, or stopped by somebody
 */
export async function completeIfDone(
	context: Context,
	issueId: number,
): Promise<"open" | "held" | "done"> {
	return context.db.transaction().execute(async (trx) => {
		const now = context.clock.now();
		await excludeDeparted(trx, issueId, now);
		const issue = await issueById(trx, issueId);
		const counts = progressOf(
			await countByState(trx, issueId),
			issue?.recipients ?? null,
		);
		const held = context.config.unsure === "hold" ? counts.unsure : 0;
		if (counts.open - held > 0 || counts.claimed > 0) return "open";
		if (held > 0) {
			await updateIssue(trx, issueId, ["sending"], {
				state: "paused",
				note: `${held} may or may not have gone out and are held. Send them again with: digest send ${issue?.number} --missing. Or leave them as they are with: digest issue resume ${issue?.number} --leave-unsure`,
				updated_at: now,
			});
			return "held";
		}
		if (counts.final !== issue?.recipients)
			throw new Error(
				`issue ${issueId} froze ${issue?.recipients} recipients but ${counts.final} are accounted for`,
			);
		await updateIssue(trx, issueId, ["sending"], {
			state: "complete",
			completed_at: now,
			updated_at: now,
		});
		return "done";
	});
}
