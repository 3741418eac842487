import { shift } from "../../clock.ts";
import type { Context } from "../../context.ts";
import { type IssueHead, updateIssue } from "../../db/issue/issues.ts";
import { HOUR } from "../../time-span.ts";
import type { Slot } from "../week/schedule.ts";
import { approveIssue } from "./approve.ts";
import { draftIssue } from "./draft.ts";
import type { Preflight } from "./pass-preflight.ts";

/**
 * What the schedule does for a slot: drafts its issue and, with AUTO_APPROVE,
 * approves it. A slot whose send time was missed by too much is drafted and
 * reported, but nothing goes out unseen.
 *
 * @returns what it did, in a sentence
 */
export async function draftSlot(
	context: Context,
	preflight: Preflight,
	slot: Slot,
): Promise<string> {
	const { outcome, issue } = await draftIssue(context, { slot });
	if (outcome === "skipped") return `no issue: ${issue.note}`;
	if (issue.state !== "draft") return `issue ${issue.number} is ${issue.state}`;
	if (missed(context, slot)) return reportMissed(context, issue, slot);
	if (!context.config.autoApprove)
		return `drafted issue ${issue.number}; it waits for approval`;
	await approveIssue(context, preflight, issue.id, "auto");
	return `drafted and approved issue ${issue.number}`;
}

/** True when the send time lies further back than LATE_HOURS. */
export function missed(context: Context, slot: Pick<Slot, "sendAt">): boolean {
	return (
		context.clock.now() > shift(slot.sendAt, context.config.lateHours * HOUR)
	);
}

async function reportMissed(
	context: Context,
	issue: IssueHead,
	slot: Slot,
): Promise<string> {
	const note = `Its send time, ${slot.sendAt}, was missed by more than ${context.config.lateHours} hours, so it is not sent automatically. Approve it to send it now.`;
	await updateIssue(context.db, issue.id, ["draft"], {
		note,
		updated_at: context.clock.now(),
	});
	return `drafted issue ${issue.number}. ${note}`;
}
