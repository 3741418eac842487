import { shift } from "../clock.ts";
import { cancelledWithClaims } from "../db/delivery/claims.ts";
import { brakesDue } from "../db/issue/circuit-breakers.ts";
import {
	type IssueHead,
	issuesInStates,
	updateIssue,
} from "../db/issue/issues.ts";
import { describeError } from "../errors.ts";
import type { Desk } from "../issue/context.ts";
import { approveIssue } from "../issue/life/approve.ts";
import { sealIssue } from "../issue/life/seal.ts";
import { requireAdopted } from "./adoption.ts";
import { settleCancelled } from "./ledger/reclaim.ts";
import { type Sender, sendIssue } from "./send.ts";

const HOUR = 60 * 60_000;

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
	const { desk } = sender;
	const told: string[] = [];
	for (const id of await cancelledWithClaims(desk.db))
		await settleCancelled(sender, id);
	for (const issue of await issuesInStates(desk.db, ["approved"])) {
		const problem = await sealIfDue(sender, issue);
		if (problem !== null)
			told.push(`issue ${issue.number} did not go out: ${problem}`);
	}
	for (const id of await brakesDue(desk.db, desk.clock.now()))
		await updateIssue(desk.db, id, ["paused"], {
			state: "sending",
			updated_at: desk.clock.now(),
		});
	for (const issue of await issuesInStates(desk.db, ["sealed", "sending"])) {
		const { state, counts } = await sendIssue(sender, issue.id, { signal });
		told.push(
			`issue ${issue.number}: ${state}, ${counts.accepted} of ${counts.recipients} accepted`,
		);
	}
	return told.length > 0 ? told.join("; ") : null;
}

/**
 * An issue that can't be sealed says why, once, and keeps no other from going
 * out. What AUTO_APPROVE let pass nobody has looked at, so it goes out with
 * the facts of this moment; what an editor approved goes out as it was.
 *
 * @returns why not, when that is news
 */
async function sealIfDue(
	{ desk, renderer, installation, log }: Sender,
	issue: IssueHead,
): Promise<string | null> {
	if (!(await isDue(desk, issue))) return null;
	try {
		await requireAdopted(desk, installation);
		if (issue.approved_by === "auto")
			await approveIssue(desk, renderer, issue.id, "auto");
		await sealIssue(desk, renderer, issue.id);
		return null;
	} catch (error) {
		const note = describeError(error);
		if (issue.note === note) return null;
		log.error({ issue: issue.number, error: note }, "not sealed");
		await updateIssue(desk.db, issue.id, ["approved"], {
			note,
			updated_at: desk.clock.now(),
		});
		return note;
	}
}

/**
 * An approved issue goes out at its send time, or as soon as it is approved
 * after that. One that was approved in time but missed its hour by too much
 * (the machine was off) is reported instead, not made up for.
 */
async function isDue(desk: Desk, issue: IssueHead): Promise<boolean> {
	const now = desk.clock.now();
	if (issue.send_at === null || issue.send_at > now) return false;
	const byEditor = issue.approved_by === "editor" ? issue.approved_at : null;
	const from =
		byEditor !== null && byEditor > issue.send_at ? byEditor : issue.send_at;
	if (now <= shift(from, desk.config.lateHours * HOUR)) return true;
	const note = `Its send time, ${issue.send_at}, was missed by more than ${desk.config.lateHours} hours, so it was not sent. Approve it again to send it now.`;
	if (issue.note !== note)
		await updateIssue(desk.db, issue.id, ["approved"], {
			note,
			updated_at: now,
		});
	return false;
}
