import { shift } from "../clock.ts";
import { brakeOf } from "../db/brakes.ts";
import { claimHolders, reclaimFrom } from "../db/claims.ts";
import { countByState, nextAttempt, OPEN } from "../db/deliveries.ts";
import {
	type IssueHead,
	issueById,
	sealedDocuments,
	updateIssue,
} from "../db/issues.ts";
import { openJournal } from "../db/journal.ts";
import type { IssueState } from "../db/schema.ts";
import type { Installation } from "../installation.ts";
import type { Desk } from "../issue/desk.ts";
import type { Log } from "../log.ts";
import type { Signer } from "../mail/dkim.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { CompiledIssue, Envelope, Renderer } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { countGeneration, requireAdopted } from "./adoption.ts";
import { completeIfDone } from "./complete.ts";
import { createLedger } from "./ledger.ts";
import { type Counts, progressOf } from "./progress.ts";
import { runLane } from "./run-lane.ts";
import type { Worker } from "./worker.ts";

export interface Sender {
	desk: Desk;
	mailer: Mailer;
	/** Null: the SMTP server signs, or nobody does. */
	signer: Signer | null;
	renderer: Renderer;
	tokens: Tokens;
	worker: Worker;
	installation: Installation;
	/** Tells the editor, once, that something wants them. Never fails. */
	notify(subject: string, text: string): Promise<void>;
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
	await requireAdopted(desk, sender.installation);
	const from: IssueState[] = options.resume ? ["sealed", "paused"] : ["sealed"];
	const begun = await updateIssue(desk.db, issueId, from, {
		state: "sending",
		note: null,
		updated_at: desk.clock.now(),
	});
	if (begun) await countGeneration(desk, sender.installation);
	let notice: string | null = null;
	for (;;) {
		const issue = await requireIssue(sender, issueId);
		if (issue.state !== "sending" || options.signal.aborted) break;
		await reclaim(sender, issueId);
		notice = (await drive(sender, issue, options)) ?? notice;
		const end = await completeIfDone(desk, issueId);
		if (end === "held") notice = (await requireIssue(sender, issueId)).note;
		if (end !== "open") break;
		if (options.signal.aborted || !(await waitForDue(sender, issueId, options)))
			break;
	}
	const issue = await requireIssue(sender, issueId);
	if (notice !== null)
		await sender.notify(`Issue ${issue.number} is paused`, notice);
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

/** Frees what workers hold who are gone, or whose lease has run out. */
async function reclaim({ desk, worker }: Sender, issueId: number) {
	const now = desk.clock.now();
	for (const holder of await claimHolders(desk.db, issueId))
		if (holder.until < now || worker.isGone(holder.worker))
			await desk.db
				.transaction()
				.execute((trx) => reclaimFrom(trx, issueId, holder.worker, now));
}

/**
 * Runs the lanes until nothing is due, the issue stops, or the signal is given.
 * @returns why the issue was stopped, where that is news
 */
async function drive(
	sender: Sender,
	issue: IssueHead,
	options: SendOptions,
): Promise<string | null> {
	const { desk, mailer, renderer, tokens, worker } = sender;
	const documents = await sealedDocuments(desk.db, issue.id);
	if (!documents || !issue.sealed_at)
		throw new Error(`issue ${issue.id} is being sent but was never sealed`);
	const open = renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		JSON.parse(documents.envelope) as Envelope,
	);
	const byState = await countByState(desk.db, issue.id);
	options.onProgress?.(progressOf(byState, issue.recipients));
	const failed = new AbortController();
	const lanes: Promise<void>[] = [];
	const startLane = () => {
		lanes.push(
			runLane(sender, {
				lane: mailer.lane(),
				ledger,
				open,
				issueId: issue.id,
				signal: options.signal,
			}).catch((error) => {
				failed.abort();
				throw error;
			}),
		);
	};
	const probing = (await brakeOf(desk.db, issue.id)) !== undefined;
	const journal = await openJournal(desk.db, desk.dialect);
	const ledger = createLedger({
		desk,
		journal,
		tokens,
		issueId: issue.id,
		giveUpAt: shift(issue.sealed_at, GIVE_UP_AFTER),
		worker: worker.name,
		lanes: desk.config.smtpConnections,
		probing,
		stopping: () => options.signal.aborted || failed.signal.aborted,
		onRecorded: (state) => {
			byState[state] = (byState[state] ?? 0) + 1;
			byState.pending = (byState.pending ?? 0) - 1;
			options.onProgress?.(progressOf(byState, issue.recipients));
		},
		onWorking: () => startLanes(desk.config.smtpConnections - 1),
	});
	const startLanes = (count: number) => {
		for (let lane = 0; lane < count; lane++) startLane();
	};
	// A probe goes alone; the others wait for what it finds.
	startLanes(probing ? 1 : desk.config.smtpConnections);
	// One lane's failure must not leave the others running unseen.
	for (let ended = 0; ended < lanes.length; )
		ended += (await Promise.allSettled(lanes.slice(ended))).length;
	await journal.close();
	await Promise.all(lanes);
	return ledger.notice();
}

/** @returns false when this run ends here and leaves the rest for later */
async function waitForDue(
	{ desk, log }: Sender,
	issueId: number,
	{ wait, signal }: SendOptions,
): Promise<boolean> {
	const now = desk.clock.now();
	const states =
		desk.config.unsure === "hold"
			? OPEN.filter((state) => state !== "unsure")
			: OPEN;
	const due = await nextAttempt(desk.db, issueId, states);
	if (due !== null && due <= now) return true;
	if (!wait) return false;
	const ms = due
		? Math.min(Date.parse(due) - Date.parse(now), LOOK_UP)
		: LOOK_AGAIN;
	log.debug({ issueId, due }, "waiting for deliveries to come due");
	await desk.clock.sleep(ms, signal);
	return true;
}
