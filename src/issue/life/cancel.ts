import type { Context } from "../../context.ts";
import { mayHaveArrived } from "../../db/delivery/deliveries.ts";
import { excludeOpenDeliveries } from "../../db/delivery/recipients.ts";
import {
	type IssueHead,
	issueById,
	updateIssue,
} from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import { Failure } from "../../errors.ts";

const CANCELLABLE: readonly IssueState[] = [
	"draft",
	"approved",
	"sealed",
	"sending",
	"paused",
];

/** Why its deliveries are excluded. */
export const CANCELLED = "issue cancelled";

/**
 * Cancels an issue that is not complete. Readers who have
 * not got it will not get it, and later issues can select its comparisons again.
 * Its edition number is free again too, unless somebody may have read it. Cancelling twice changes nothing.
 *
 * @throws Failure `not-cancellable`
 */
export async function cancelIssue(
	context: Context,
	id: number,
	reason: string,
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
		const read = await mayHaveArrived(trx, id);
		await excludeOpenDeliveries(trx, id, CANCELLED, now);
		await updateIssue(trx, id, CANCELLABLE, {
			state: "cancelled",
			note: reason,
			slot: null,
			updated_at: now,
			...(read ? {} : { number: null }),
		});
		return (await issueById(trx, id)) as IssueHead;
	});
}
