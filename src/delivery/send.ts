import { countByState } from "../db/delivery/deliveries.ts";
import { endHolds } from "../db/delivery/return-figures.ts";
import { settleSetbacks } from "../db/delivery/setbacks.ts";
import { type IssueHead, issueById } from "../db/issue/issues.ts";
import type { IssueState } from "../db/issue-tables.ts";
import type { Db } from "../db/schema.ts";
import { by } from "../issue/life/audit.ts";
import { changeIssueIf } from "../issue/life/change-issue.ts";
import { freezeRest } from "../issue/life/freeze.ts";
import { incrementGeneration, requireAdopted } from "./adoption.ts";
import { completeIfDone } from "./complete.ts";
import { reclaim } from "./ledger/reclaim.ts";
import { waitForDue } from "./ledger/wait-for-due.ts";
import { type DeliveryCounts, progressOf } from "./progress.ts";
import { holdAtStart } from "./returns/hold-at-start.ts";
import { sendPass } from "./send-pass.ts";
import type { Sender, SendOptions } from "./sender.ts";
import { advanceStages } from "./stages/advance.ts";

/** The state of an issue after `sendIssue`. */
export interface SendReport {
	state: IssueState;
	/** Why the issue is paused, for the editor. */
	note: string | null;
	counts: DeliveryCounts;
}

/**
 * Sends a sealed issue as far as it can be sent now, in passes. Safe to repeat,
 * to interrupt and to run in several processes: every step is recorded in the
 * database before it is done.
 *
 * @throws Failure `not-adopted`
 */
export async function sendIssue(
	sender: Sender,
	issueId: number,
	options: SendOptions,
): Promise<SendReport> {
	const { db } = sender;
	/** Why sending stopped, for the editor; null: nothing needs their attention. */
	let notice = await startSending(sender, issueId, options.resume ?? false);
	for (;;) {
		const issue = await requireIssue(db, issueId);
		if (issue.state !== "sending" || options.signal.aborted) break;
		await reclaim(sender, issueId);
		notice = (await advanceStages(sender, issueId)) ?? notice;
		const pass = await sendPass(sender, issue, options);
		notice = pass.notice ?? notice;
		for (const warning of pass.warnings)
			await sender.notify(
				`Issue ${issue.number}: one domain refuses it`,
				warning.note,
				`digest issue show ${issue.number}`,
			);
		for (const one of pass.figureNotices)
			await sender.notify(
				one.headline,
				one.text,
				`digest issue show id:${one.issueId}`,
				{ key: one.key },
			);
		const end = await completeIfDone(sender, issueId);
		if (end === "done")
			await notifyOfLost(sender, await requireIssue(db, issueId));
		if (end === "held") notice = (await requireIssue(db, issueId)).note;
		if (end !== "open" || options.signal.aborted) break;
		notice = (await advanceStages(sender, issueId)) ?? notice;
		if (!(await waitForDue(sender, issueId, pass, options))) break;
	}
	const issue = await requireIssue(db, issueId);
	if (notice !== null)
		await sender.notify(
			`Issue ${issue.number} is paused`,
			notice,
			`digest issue show ${issue.number}`,
			// Several workers may find the same pause.
			{ key: `paused ${issueId} ${issue.updated_at}` },
		);
	return {
		state: issue.state,
		note: issue.note,
		counts: progressOf(await countByState(db, issueId), issue.recipients),
	};
}

/** Tells the editor that many did not get an issue that is complete. */
async function notifyOfLost(
	sender: Sender,
	{ id, number, state, note, completed_at }: IssueHead,
): Promise<void> {
	if (state === "complete" && note !== null)
		await sender.notify(
			`Issue ${number} is complete, but many did not get it`,
			note,
			`digest issue show ${number}`,
			{ key: `complete ${id} ${completed_at}` },
		);
}

/** @returns why it was paused before its first message; null: it was not */
async function startSending(
	sender: Sender,
	issueId: number,
	resume: boolean,
): Promise<string | null> {
	await requireAdopted(sender, sender.installation);
	await freezeRest(sender, issueId);
	const now = sender.clock.now();
	const { isStarted, held } = await sender.db
		.transaction()
		.execute(async (trx) => {
			const start = async (from: IssueState, action: string) =>
				(await changeIssueIf(trx, by(sender), issueId, {
					action,
					from: [from],
					set: { state: "sending", note: null },
				})) !== null;
			if (await start("sealed", "send"))
				return {
					isStarted: true,
					held: await holdAtStart(trx, sender.config, issueId, now),
				};
			const isResumed = resume && (await start("paused", "resume"));
			// A person has decided, as in resumeIssue.
			if (isResumed) {
				await settleSetbacks(trx, issueId);
				await endHolds(trx, issueId);
			}
			return { isStarted: isResumed, held: null };
		});
	if (isStarted) await incrementGeneration(sender, sender.installation);
	return held;
}

async function requireIssue(db: Db, issueId: number): Promise<IssueHead> {
	const issue = await issueById(db, issueId);
	if (!issue) throw new Error(`no issue with id ${issueId}`);
	return issue;
}
