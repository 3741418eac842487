import type { Context } from "../../context.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { Notify } from "../../notify.ts";
import { shift } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { HOUR } from "../../time/time-span.ts";
import type { Slot } from "../week/schedule.ts";
import { approveIssue } from "./approve.ts";
import { by } from "./audit.ts";
import { changeIssueIf } from "./change-issue.ts";
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
	notify: Notify,
	slot: Slot,
): Promise<string> {
	const { outcome, issue } = await draftIssue(context, { slot });
	if (outcome === "skipped") return `no issue: ${issue.note}`;
	if (issue.state !== "draft") return `issue ${issue.number} is ${issue.state}`;
	if (missed(context, slot)) return reportMissed(context, notify, issue, slot);
	if (!context.config.autoApprove) {
		const deadline = formatTime(slot.sendAt, context.config.timeZone);
		await notify(
			`Issue ${issue.number} waits for your approval`,
			`It is drafted. If it is approved by ${deadline}, it goes out then. If it is approved later, it goes out at once. Without an approval nothing goes out. View it with: digest preview. Approve it with: digest issue approve ${issue.number}`,
			`digest issue show ${issue.number}`,
			{ key: `draft ${issue.id} ${slot.sendAt}`, level: "info" },
		);
		return `drafted issue ${issue.number}; it waits for approval`;
	}
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
	notify: Notify,
	issue: IssueHead,
	slot: Slot,
): Promise<string> {
	const note = `Its send time, ${formatTime(slot.sendAt, context.config.timeZone)}, was missed by more than ${context.config.lateHours} hours, so it is not sent automatically. Approve it to send it now.`;
	// Who approved it meanwhile has looked at it.
	await context.db.transaction().execute((trx) =>
		changeIssueIf(trx, by(context), issue.id, {
			action: "note",
			from: ["draft"],
			set: { note },
		}),
	);
	await notify(
		`Issue ${issue.number} missed its send time`,
		note,
		`digest issue show ${issue.number}`,
		{ key: `missed ${issue.id} ${slot.sendAt}` },
	);
	return `drafted issue ${issue.number}. ${note}`;
}
