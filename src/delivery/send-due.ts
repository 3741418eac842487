import { issuesDueForProbe } from "../db/delivery/circuit-breakers.ts";
import { cancelledIssuesWithClaims } from "../db/delivery/claims.ts";
import {
	type IssueHead,
	issueById,
	issuesInStates,
} from "../db/issue/issues.ts";
import { describeError, Failure } from "../errors.ts";
import {
	listChanges,
	staleApproval,
} from "../issue/differences/stale-approval.ts";
import { approveIssue } from "../issue/life/approve.ts";
import { by } from "../issue/life/audit.ts";
import { changeIssueIf } from "../issue/life/change-issue.ts";
import { sealIssue } from "../issue/life/seal.ts";
import { shift } from "../time/clock.ts";
import { formatTime } from "../time/format-time.ts";
import { HOUR } from "../time/time-span.ts";
import { requireAdopted } from "./adoption.ts";
import { settleCancelled } from "./ledger/reclaim.ts";
import type { DeliveryCounts } from "./progress.ts";
import { recordRefusalsOfEnded } from "./returns/record-refusals.ts";
import { sendIssue } from "./send.ts";
import type { Sender } from "./sender.ts";

/**
 * The scheduled sending. Seals and sends approved issues at their send time, and
 * continues issues that are sealed or being sent. Issues go out side by side, each on
 * its own connections: one that limits spread over hours does not hold up the next.
 * It may be called again while an earlier call still sends; that one keeps its issues. An issue that is paused by the
 * circuit breaker is tried again when its probe is due. An issue that a person
 * paused waits until a person resumes it.
 *
 * @returns a sentence about what it did; null: nothing
 */
export async function sendDueIssues(
	sender: Sender,
	signal: AbortSignal,
): Promise<string | null> {
	const { db, clock } = sender;
	const actions: string[] = [];
	for (const id of await cancelledIssuesWithClaims(db))
		await settleCancelled(sender, id);
	await recordRefusalsOfEnded(sender);
	for (const issue of await issuesInStates(db, ["approved"]))
		await inHand(sender, issue, async () => {
			await reportStale(sender, issue);
			const problem = await sealIfDue(sender, issue);
			if (problem !== null)
				actions.push(`issue ${issue.number} did not go out: ${problem}`);
		});
	for (const id of await issuesDueForProbe(db, clock.now()))
		await db.transaction().execute((trx) =>
			changeIssueIf(trx, by(sender), id, {
				action: "try again",
				from: ["paused"],
				set: { state: "sending" },
			}),
		);
	const issues = await issuesInStates(db, ["sealed", "sending"]);
	const ends = await Promise.allSettled(
		issues.map((issue) =>
			inHand(sender, issue, async () => {
				const { state, counts } = await sendIssue(sender, issue.id, { signal });
				if (state === "complete")
					await reportComplete(sender, issue.id, counts);
				actions.push(
					`issue ${issue.number}: ${state}, ${counts.accepted} of ${counts.recipients} accepted`,
				);
			}),
		),
	);
	for (const end of ends) if (end.status === "rejected") throw end.reason;
	return actions.length > 0 ? actions.join("; ") : null;
}

/** Does nothing for an issue that an earlier call still works on. */
async function inHand(
	sender: Sender,
	{ id }: IssueHead,
	work: () => Promise<void>,
): Promise<void> {
	if (sender.inHand.has(id)) return;
	sender.inHand.add(id);
	try {
		await work();
	} finally {
		sender.inHand.delete(id);
	}
}

/**
 * An issue that can't be sealed gets a note that says why, and the other issues
 * are sent all the same. Nobody has looked at an issue that AUTO_APPROVE
 * approved, so it is approved again with the facts of this moment. An issue that
 * an editor approved must not have changed since.
 *
 * @returns why the issue was not sealed; null: it was, it is not due, or its note
 *   says so already
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
		// A failure has a sentence that says all; a defect needs its stack.
		sender.log.error(
			{
				issue: issue.number,
				...(error instanceof Failure ? { error: note } : { err: error }),
			},
			"not sealed",
		);
		await keepNote(sender, issue, note);
		await sender.notify(
			`Issue ${issue.number} did not go out`,
			note,
			`digest issue show ${issue.number}`,
			{ key: `unsealed ${issue.id} ${note}` },
		);
		return note;
	}
}

/**
 * Whether an approved issue must be sent now: from its send time on, or from its
 * approval if that was later. If more than LATE_HOURS have passed since (the
 * machine was off), it is not sent and gets a note instead.
 */
async function isDue(context: Sender, issue: IssueHead): Promise<boolean> {
	const now = context.clock.now();
	if (issue.send_at === null || issue.send_at > now) return false;
	const editorApprovedAt =
		issue.approved_by === "editor" ? issue.approved_at : null;
	const dueAt =
		editorApprovedAt !== null && editorApprovedAt > issue.send_at
			? editorApprovedAt
			: issue.send_at;
	if (now <= shift(dueAt, context.config.lateHours * HOUR)) return true;
	const note = `Its send time, ${formatTime(issue.send_at, context.config.timeZone)}, was missed by more than ${context.config.lateHours} hours, so it was not sent. Approve it again to send it now.`;
	if (issue.note !== note) await keepNote(context, issue, note);
	await context.notify(
		`Issue ${issue.number} missed its send time`,
		note,
		`digest issue show ${issue.number}`,
		{ key: `missed ${issue.id} ${dueAt}` },
	);
	return false;
}

/** Says why an approved issue does not go out. One that is a draft again needs no reason. */
async function keepNote(
	sender: Sender,
	{ id }: IssueHead,
	note: string,
): Promise<void> {
	await sender.db.transaction().execute((trx) =>
		changeIssueIf(trx, by(sender), id, {
			action: "note",
			from: ["approved"],
			set: { note },
		}),
	);
}

/** Tells the editor, before the send time if possible, that an approval no longer holds. */
async function reportStale(sender: Sender, issue: IssueHead): Promise<void> {
	const changes = await staleApproval(sender, issue);
	if (changes.length === 0) return;
	const until =
		issue.send_at === null
			? ""
			: ` It would go out ${formatTime(issue.send_at, sender.config.timeZone)}.`;
	await sender.notify(
		`The approval of issue ${issue.number} no longer holds`,
		`It has changed since you approved it, so it does not go out.${until} ${listChanges(changes)} View it with: digest preview. Approve it again with: digest issue approve ${issue.number}`,
		`digest issue show ${issue.number}`,
		{ key: `stale ${issue.id} ${issue.approved_at}` },
	);
}

/** With the same key as the notice that many did not get it: the editor hears of an issue's end once. */
async function reportComplete(
	{ db, notify }: Sender,
	id: number,
	counts: DeliveryCounts,
): Promise<void> {
	const issue = await issueById(db, id);
	const figures = (["accepted", "refused", "expired", "excluded"] as const)
		.filter((state) => state === "accepted" || counts[state] > 0)
		.map((state) => `${counts[state].toLocaleString("en")} ${state}`);
	await notify(
		`Issue ${issue?.number} is complete`,
		`Of ${counts.recipients.toLocaleString("en")} recipients: ${figures.join(", ")}.`,
		`digest issue show ${issue?.number}`,
		{ key: `complete ${id} ${issue?.completed_at}`, level: "info" },
	);
}
