import { type Instant, shift } from "../clock.ts";
import { openJournal } from "../db/async-commit.ts";
import { countByState, OPEN } from "../db/delivery/deliveries.ts";
import { forgetBudgets } from "../db/delivery/rate-usage.ts";
import { brakeOf } from "../db/issue/circuit-breakers.ts";
import {
	type IssueHead,
	issueById,
	sealedDocuments,
	updateIssue,
} from "../db/issue/issues.ts";
import type { DeliveryState, IssueState } from "../db/schema.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import type { Desk } from "../issue/context.ts";
import type { Renderer } from "../issue/renderer.ts";
import type { Log } from "../log.ts";
import type { Signer } from "../mail/dkim/signer.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { countGeneration, requireAdopted } from "./adoption.ts";
import { completeIfDone } from "./complete.ts";
import type { Installation } from "./installation.ts";
import { createLedger } from "./ledger/ledger.ts";
import { GIVE_UP_AFTER } from "./ledger/outcome.ts";
import { reclaim } from "./ledger/reclaim.ts";
import { runLane } from "./ledger/run-lane.ts";
import { waitForDue } from "./ledger/wait-for-due.ts";
import { type Counts, progressOf } from "./progress.ts";
import { createChooser } from "./rates/pick-due.ts";
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
	notify(
		headline: string,
		message: string,
		command?: string | null,
	): Promise<void>;
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
		const run = await drive(sender, issue, options);
		notice = run.notice ?? notice;
		const end = await completeIfDone(desk, issueId);
		if (end === "held") notice = (await requireIssue(sender, issueId)).note;
		if (end !== "open") break;
		if (options.signal.aborted) break;
		if (
			!(await waitForDue(
				sender,
				issueId,
				{ states: sendable(desk), opensAt: run.opensAt },
				options,
			))
		)
			break;
	}
	const issue = await requireIssue(sender, issueId);
	if (notice !== null)
		await sender.notify(
			`Issue ${issue.number} is paused`,
			notice,
			`digest issue show ${issue.number}`,
		);
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

/**
 * Runs the lanes until nothing is due or may go, the issue stops, or the signal is given.
 * @returns why the issue was stopped, where that is news
 */
async function drive(
	sender: Sender,
	issue: IssueHead,
	options: SendOptions,
): Promise<{ notice: string | null; opensAt: Instant | null }> {
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
	const lanes: Promise<void>[] = [];
	const startLane = () => {
		lanes.push(
			runLane(sender, {
				lane: mailer.lane(),
				ledger,
				open,
				envelope,
				issueId: issue.id,
				signal: options.signal,
			}).catch((error) => {
				failed.abort();
				throw error;
			}),
		);
	};
	const probing = (await brakeOf(desk.db, issue.id)) !== undefined;
	await forgetBudgets(desk.db, desk.clock.now());
	const journal = await openJournal(desk.db, desk.dialect);
	const ledger = createLedger({
		desk,
		journal,
		tokens,
		issueId: issue.id,
		chooser: createChooser({
			desk,
			issueId: issue.id,
			servers: mailer.servers,
			states: sendable(desk),
		}),
		giveUpAt: shift(issue.sealed_at, GIVE_UP_AFTER),
		worker: worker.name,
		lanes: desk.config.smtpConnections,
		probing,
		stopping: () => options.signal.aborted || failed.signal.aborted,
		signal: options.signal,
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
	return { notice: ledger.notice(), opensAt: ledger.opensAt() };
}

/** The states of what goes by itself, in their order. */
function sendable({ config }: Desk): readonly DeliveryState[] {
	return config.unsure === "hold"
		? OPEN.filter((state) => state !== "unsure")
		: OPEN;
}
