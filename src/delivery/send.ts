import { shift } from "../clock.ts";
import {
	countByState,
	excludeDeparted,
	nextAttempt,
} from "../db/deliveries.ts";
import {
	type IssueHead,
	issueById,
	sealedDocuments,
	updateIssue,
} from "../db/issues.ts";
import type { IssueState } from "../db/schema.ts";
import type { Desk } from "../issue/desk.ts";
import type { Log } from "../log.ts";
import type { Lane, Mailer } from "../mail/mailer.ts";
import type {
	CompiledIssue,
	Envelope,
	OpenIssue,
	Renderer,
} from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { createLedger, type Finished, type Ledger } from "./ledger.ts";
import { messageIdOf } from "./message-for.ts";
import { type Counts, progressOf } from "./progress.ts";
import { reclaim } from "./reclaim.ts";
import type { Worker } from "./worker.ts";

export interface Sender {
	desk: Desk;
	mailer: Mailer;
	renderer: Renderer;
	tokens: Tokens;
	worker: Worker;
	log: Log;
}

export interface SendOptions {
	/** Aborted: nothing new is begun, what is in flight is finished and recorded. */
	signal: AbortSignal;
	/** Take up an issue that is paused. */
	resume?: boolean;
	/** Wait for deferred deliveries to come due, to the very end. */
	wait?: boolean;
	onProgress?(counts: Counts): void;
}

export interface SendReport {
	state: IssueState;
	note: string | null;
	counts: Counts;
}

/** How long a deferred delivery is tried after the issue was sealed. */
const GIVE_UP_AFTER = 24 * 60 * 60_000;
/** However long the wait, look up from time to time: the clock may have been moved. */
const LOOK_UP = 10 * 60_000;
/** While another worker holds the last claims there is nothing to do but look again. */
const LOOK_AGAIN = 1_000;

/**
 * Sends a sealed issue as far as it goes now. Safe to repeat, to interrupt and
 * to run in several processes: every step is a row before it is an act.
 */
export async function sendIssue(
	sender: Sender,
	issueId: number,
	options: SendOptions,
): Promise<SendReport> {
	const { desk } = sender;
	const from: IssueState[] = options.resume ? ["sealed", "paused"] : ["sealed"];
	await updateIssue(desk.db, issueId, from, {
		state: "sending",
		note: null,
		updated_at: desk.clock.now(),
	});
	for (;;) {
		const issue = await requireIssue(sender, issueId);
		if (issue.state !== "sending" || options.signal.aborted) break;
		await reclaim(sender, issueId);
		await drive(sender, issue, options);
		if (await completeIfDone(desk, issueId)) break;
		if (options.signal.aborted || !(await waitForDue(sender, issueId, options)))
			break;
	}
	const issue = await requireIssue(sender, issueId);
	return {
		state: issue.state,
		note: issue.note,
		counts: progressOf(await countByState(desk.db, issueId), issue.recipients),
	};
}

async function requireIssue(
	{ desk }: Sender,
	issueId: number,
): Promise<IssueHead> {
	const issue = await issueById(desk.db, issueId);
	if (!issue) throw new Error(`no issue with id ${issueId}`);
	return issue;
}

/** Runs the lanes until nothing is due, the issue stops, or the signal is given. */
async function drive(sender: Sender, issue: IssueHead, options: SendOptions) {
	const { desk, mailer, renderer, tokens, worker } = sender;
	const documents = await sealedDocuments(desk.db, issue.id);
	if (!documents || !issue.sealed_at)
		throw new Error(`issue ${issue.id} is being sent but was never sealed`);
	const envelope = JSON.parse(documents.envelope) as Envelope;
	const open = renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		envelope,
	);
	const byState = await countByState(desk.db, issue.id);
	options.onProgress?.(progressOf(byState, issue.recipients));
	const failed = new AbortController();
	const ledger = createLedger({
		desk,
		tokens,
		issueId: issue.id,
		giveUpAt: shift(issue.sealed_at, GIVE_UP_AFTER),
		worker: worker.name,
		lanes: desk.config.smtpConnections,
		stopping: () => options.signal.aborted || failed.signal.aborted,
		onRecorded: (state) => {
			byState[state] = (byState[state] ?? 0) + 1;
			byState.pending = (byState.pending ?? 0) - 1;
			options.onProgress?.(progressOf(byState, issue.recipients));
		},
	});
	const lanes = Array.from({ length: desk.config.smtpConnections }, () =>
		runLane(sender, {
			lane: mailer.lane(),
			ledger,
			open,
			from: envelope.from.address,
			issueId: issue.id,
			signal: options.signal,
		}).catch((error) => {
			failed.abort();
			throw error;
		}),
	);
	// One lane's failure must not leave the others running unseen.
	const ends = await Promise.allSettled(lanes);
	for (const end of ends) if (end.status === "rejected") throw end.reason;
}

interface LaneRun {
	lane: Lane;
	ledger: Ledger;
	open: OpenIssue;
	/** The sender's address as it was sealed. */
	from: string;
	issueId: number;
	signal: AbortSignal;
}

async function runLane(
	{ desk, tokens }: Sender,
	{ lane, ledger, open, from, issueId, signal }: LaneRun,
): Promise<void> {
	let finished: Finished | null = null;
	let failures = 0;
	try {
		for (;;) {
			const claim = await ledger.exchange(finished);
			if (!claim) return;
			const result = await lane.handover({
				sender: desk.config.mailFrom.address,
				recipient: claim.recipient,
				raw: open.message(
					claim.reader,
					messageIdOf({ desk, tokens }, issueId, claim.subscriberId, from),
				),
			});
			finished = { claim, result };
			// A server that is restarting gets a moment, longer each time.
			failures = result.kind === "unsent" ? failures + 1 : 0;
			if (failures > 0 && result.kind === "unsent" && !result.authentication)
				await desk.clock.sleep(250 * 2 ** failures, signal);
		}
	} finally {
		await lane.close();
	}
}

/** Complete only when nothing is open, nothing is in a worker's hands, and the counts add up. */
async function completeIfDone(desk: Desk, issueId: number): Promise<boolean> {
	return desk.db.transaction().execute(async (trx) => {
		const now = desk.clock.now();
		await excludeDeparted(trx, issueId, now);
		const issue = await issueById(trx, issueId);
		const counts = progressOf(
			await countByState(trx, issueId),
			issue?.recipients ?? null,
		);
		if (counts.open > 0 || counts.claimed > 0) return false;
		if (counts.final !== issue?.recipients)
			throw new Error(
				`issue ${issueId} froze ${issue?.recipients} recipients but ${counts.final} are accounted for`,
			);
		return updateIssue(trx, issueId, ["sending"], {
			state: "complete",
			completed_at: now,
			updated_at: now,
		});
	});
}

/** @returns false when this run ends here and leaves the rest for later */
async function waitForDue(
	sender: Sender,
	issueId: number,
	{ wait, signal }: SendOptions,
): Promise<boolean> {
	const { desk, log } = sender;
	if ((await requireIssue(sender, issueId)).state !== "sending") return false;
	const now = desk.clock.now();
	const due = await nextAttempt(desk.db, issueId);
	if (due !== null && due <= now) return true;
	if (!wait) return false;
	const ms = due
		? Math.min(Date.parse(due) - Date.parse(now), LOOK_UP)
		: LOOK_AGAIN;
	log.debug({ issueId, due }, "waiting for deliveries to come due");
	await desk.clock.sleep(ms, signal);
	return true;
}
