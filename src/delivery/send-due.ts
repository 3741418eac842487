import { shift } from "../clock.ts";
import type { Context } from "../context.ts";
import { cancelledIssuesWithClaims } from "../db/delivery/claims.ts";
import { issuesDueForProbe } from "../db/issue/circuit-breakers.ts";
import {
	type IssueHead,
	issuesInStates,
	updateIssue,
} from "../db/issue/issues.ts";
import { describeError } from "../errors.ts";
import { approveIssue } from "../issue/life/approve.ts";
import { sealIssue } from "../issue/life/seal.ts";
import { HOUR } from "../time-span.ts";
import { requireAdopted } from "./adoption.ts";
import { settleCancelled } from "./ledger/reclaim.ts";
import { sendIssue } from "./send.ts";
import type { Sender } from "./sender.ts";

/**
 * What the schedule does about sending: seals and sends the approved issue
 * whose time has come, and takes further whatever is sealed or being sent.
 * An issue that its relay stopped is tried again when its probe is due; one
 * that a person paused waits for a person.
 *
 * @returns what it did, in a sentence; null: nothing
 */
export async function sendDueIssues(
	sender: Sender,
	signal: AbortSignal,
): Promise<string | null> {
	const { db, clock } = sender;
	const done: string[] = [];
	for (const id of await cancelledIssuesWithClaims(db))
		await settleCancelled(sender, id);
	for (const issue of await issuesInStates(db, ["approved"])) {
		const problem = await sealIfDue(sender, issue);
		if (problem !== null)
			done.push(`issue ${issue.number} did not go out: ${problem}`);
	}
	for (const id of await issuesDueForProbe(db, clock.now()))
		await updateIssue(db, id, ["paused"], {
			state: "sending",
			updated_at: clock.now(),
		});
	for (const issue of await issuesInStates(db, ["sealed", "sending"])) {
		const { state, counts } = await sendIssue(sender, issue.id, { signal });
		done.push(
			`issue ${issue.number}: ${state}, ${counts.accepted} of ${counts.recipients} accepted`,
		);
	}
	return done.length > 0 ? done.join("; ") : null;
}

/**
 * An issue that can't be sealed says why, once, and keeps no other from going
 * out. What AUTO_APPROVE let pass nobody has looked at, so it goes out with
 * the facts of this moment; what an editor approved goes out as it was.
 *
 * @returns why not, when that is news
 */
async function sealIfDue(
	sender: Sender,
	issue: IssueHead,
): Promise<string | null> {
	if (!(await isDue(sender, issue))) return null;
	try {
		await requireAdopted(sender, sender.installation);
		if (issue.approved_by === "auto")
			await approveIssue(sender, sender.preflight, issue.id, "auto");
		await sealIssue(sender, sender.preflight, issue.id);
		return null;
	} catch (error) {
		const note = describeError(error);
		if (issue.note === note) return null;
		sender.log.error({ issue: issue.number, error: note }, "not sealed");
		await updateIssue(sender.db, issue.id, ["approved"], {
			note,
			updated_at: sender.clock.now(),
		});
		return note;
	}
}

/**
 * An approved issue goes out at its send time, or as soon as it is approved
 * after that. One that was approved in time but missed its hour by too much
 * (the machine was off) is reported and not sent.
 */
async function isDue(context: Context, issue: IssueHead): Promise<boolean> {
	const now = context.clock.now();
	if (issue.send_at === null || issue.send_at > now) return false;
	const byEditor = issue.approved_by === "editor" ? issue.approved_at : null;
	const from =
		byEditor !== null && byEditor > issue.send_at ? byEditor : issue.send_at;
	if (now <= shift(from, context.config.lateHours * HOUR)) return true;
	const note = `Its send time, ${issue.send_at}, was missed by more than ${context.config.lateHours} hours, so it was not sent. Approve it again to send it now.`;
	if (issue.note !== note)
		await updateIssue(context.db, issue.id, ["approved"], {
			note,
			updated_at: now,
		});
	return false;
}
