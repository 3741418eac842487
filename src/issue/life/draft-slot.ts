import { shift } from "../../clock.ts";
import { type IssueHead, updateIssue } from "../../db/issue/issues.ts";
import type { Desk } from "../context.ts";
import type { Renderer } from "../renderer.ts";
import type { Slot } from "../week/week.ts";
import { approveIssue } from "./approve.ts";
import { draftIssue } from "./draft.ts";

const HOUR = 60 * 60_000;

/**
 * What the schedule does for a slot: drafts its issue and, with AUTO_APPROVE,
 * approves it. A slot whose send time was missed by too much is drafted and
 * reported, but nothing goes out unseen.
 *
 * @returns what it did, in a sentence
 */
export async function draftSlot(
	desk: Desk,
	renderer: Renderer,
	slot: Slot,
): Promise<string> {
	const { outcome, issue } = await draftIssue(desk, { slot });
	if (outcome === "skipped") return `no issue: ${issue.note}`;
	if (issue.state !== "draft") return `issue ${issue.number} is ${issue.state}`;
	if (missed(desk, slot)) return reportMissed(desk, issue, slot);
	if (!desk.config.autoApprove)
		return `drafted issue ${issue.number}; it waits for approval`;
	await approveIssue(desk, renderer, issue.id, "auto");
	return `drafted and approved issue ${issue.number}`;
}

/** True when the send time lies further back than LATE_HOURS. */
export function missed(desk: Desk, slot: Pick<Slot, "sendAt">): boolean {
	return desk.clock.now() > shift(slot.sendAt, desk.config.lateHours * HOUR);
}

async function reportMissed(
	desk: Desk,
	issue: IssueHead,
	slot: Slot,
): Promise<string> {
	const note = `Its send time, ${slot.sendAt}, was missed by more than ${desk.config.lateHours} hours: it does not go out by itself. Approve it to send it now.`;
	await updateIssue(desk.db, issue.id, ["draft"], {
		note,
		updated_at: desk.clock.now(),
	});
	return `drafted issue ${issue.number}. ${note}`;
}
