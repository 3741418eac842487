import type { Context } from "../context.ts";
import { countByState } from "../db/delivery/deliveries.ts";
import {
	expireUnsure,
	insertMissing,
	reopenDeliveries,
} from "../db/delivery/resend-missing.ts";
import { type IssueHead, issueById, updateIssue } from "../db/issue/issues.ts";
import { noCategoryMatches } from "../db/subscriber/category-filter.ts";
import { Failure } from "../errors.ts";
import { issueCategories } from "../issue/content/categories.ts";
import { progressOf } from "./progress.ts";

/**
 * Opens an issue again for those who should have got it and did not: deliveries
 * that expired or are held as unsure, and subscribers who were active when it was
 * sealed but have no delivery. It does not send to those who got it, were
 * refused, have unsubscribed, or chose none of its categories.
 *
 * @returns how many recipients are missing
 * @throws Failure `not-sent` for an issue that was never sealed or is cancelled
 */
export async function reopenMissing(
	context: Context,
	issue: IssueHead,
): Promise<number> {
	return context.db.transaction().execute(async (trx) => {
		const now = context.clock.now();
		const { sealed_at, state } = (await issueById(trx, issue.id)) ?? issue;
		if (sealed_at === null || state === "cancelled")
			throw new Failure(
				"not-sent",
				`Issue ${issue.number ?? `id:${issue.id}`} is ${state} and was never sent, so nobody is missing.`,
			);
		const opened = await reopenDeliveries(trx, issue.id, now);
		const categories = await issueCategories(trx, issue.id);
		const added = await insertMissing(
			trx,
			issue.id,
			sealed_at,
			now,
			await noCategoryMatches(trx, categories, "s"),
		);
		if (opened + added === 0) return 0;
		const { final, open, claimed } = progressOf(
			await countByState(trx, issue.id),
			null,
		);
		await updateIssue(trx, issue.id, ["complete", "paused", "sending"], {
			state: "sending",
			// Rows that were lost and are inserted again were already counted at the seal.
			recipients: Math.max(issue.recipients ?? 0, final + open + claimed),
			completed_at: null,
			note: null,
			updated_at: now,
		});
		return opened + added;
	});
}

/**
 * Closes the deliveries that are held as unsure without sending them again: they
 * may have been sent. The issue can be completed then.
 *
 * @returns how many there were
 */
export async function leaveUnsure(
	context: Context,
	issue: IssueHead,
): Promise<number> {
	return context.db
		.transaction()
		.execute((trx) => expireUnsure(trx, issue.id, context.clock.now()));
}
