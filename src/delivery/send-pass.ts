import { openAsyncCommit } from "../db/async-commit.ts";
import { circuitBreakerOf } from "../db/delivery/circuit-breakers.ts";
import { countByState } from "../db/delivery/deliveries.ts";
import { deleteUnusedRates } from "../db/delivery/rate-usage.ts";
import type { DeliveryState } from "../db/delivery-tables.ts";
import { type IssueHead, sealedDocuments } from "../db/issue/issues.ts";
import {
	type CompiledIssue,
	cohortsOf,
} from "../issue/content/compiled-issue.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import { shift } from "../time/clock.ts";
import { largestMessage } from "./largest-message.ts";
import { createLedger } from "./ledger/ledger.ts";
import type { Pass } from "./ledger/pass.ts";
import { GIVE_UP_AFTER_MS } from "./ledger/retry.ts";
import { runLane } from "./ledger/run-lane.ts";
import { progressOf } from "./progress.ts";
import { createDuePicker } from "./rates/pick-due.ts";
import type { Sender, SendOptions } from "./sender.ts";
import { isStaged } from "./stages/advance.ts";

/**
 * Sends what is due. The lanes run until nothing more is due, a limit holds
 * everything back, the issue is paused, or the signal is aborted.
 *
 * @returns `notice`: why the pass paused the issue; `warnings`: what else the
 *   editor should know; `availableAt`: when a limit
 *   allows the next message; null if it did not, or if no limit ended the pass
 */
export async function sendPass(
	sender: Sender,
	issue: IssueHead,
	options: SendOptions,
): Promise<
	Pick<Pass, "notice" | "availableAt" | "warnings" | "figureNotices">
> {
	const { db, clock, config, mailer } = sender;
	const { envelope, openIssue, cohorts, sealedAt } = await openSealed(
		sender,
		issue,
	);
	const pass: Pass = {
		issueId: issue.id,
		recipients: issue.recipients ?? 0,
		lanes: config.smtpConnections,
		giveUpAt: shift(sealedAt, GIVE_UP_AFTER_MS),
		signal: options.signal,
		failed: false,
		probing: (await circuitBreakerOf(db, issue.id)) !== undefined,
		hasAccepted: false,
		inFlight: 0,
		hasSetbacks: true,
		warnings: [],
		figureNotices: [],
		notice: null,
		availableAt: null,
		onRecorded: await progressReporter(sender, issue, options),
	};
	const largest = largestMessage(openIssue, cohorts, config.publicUrl);
	await deleteUnusedRates(db, clock.now());
	const picker = createDuePicker({
		config,
		issueId: issue.id,
		servers: mailer.servers,
		// A stage that opens meanwhile is the next pass's.
		among: (await isStaged(db, issue.id)) ? "staged" : "all",
	});
	const commits = await openAsyncCommit(db);
	const ledger = createLedger(sender, pass, picker, commits);
	await ledger.settle().catch(async (error) => {
		await commits.close();
		throw error;
	});
	const startLane = () =>
		runLane(sender, pass, {
			lane: mailer.lane(),
			ledger,
			openIssue,
			envelope,
			largest,
		}).catch((error) => {
			// Then the other lanes begin no more messages.
			pass.failed = true;
			ledger.releaseLanes();
			throw error;
		});

	const lanes = [startLane()];
	// A probe is sent alone. The other lanes wait for its result.
	if (pass.probing) await Promise.race([ledger.serverWorks, allEnded(lanes)]);
	if (!pass.probing) while (lanes.length < pass.lanes) lanes.push(startLane());
	await allEnded(lanes);
	// A lock of another process may have ended since. If not, a lane has failed, too.
	const [settled] = await Promise.allSettled([ledger.settle()]);
	await commits.close();
	// Throws the error of a lane that failed.
	await Promise.all(lanes);
	if (settled?.status === "rejected") throw settled.reason;
	return pass;
}

/** Resolves when all lanes have ended, with or without an error. */
async function allEnded(lanes: readonly Promise<void>[]): Promise<void> {
	await Promise.allSettled(lanes);
}

async function openSealed(
	{ db, renderer }: Pick<Sender, "db" | "renderer">,
	issue: IssueHead,
) {
	const documents = await sealedDocuments(db, issue.id);
	if (!documents || !issue.sealed_at)
		throw new Error(`issue ${issue.id} is being sent but was never sealed`);
	const envelope = JSON.parse(documents.envelope) as Envelope;
	const compiled = JSON.parse(documents.compiled) as CompiledIssue;
	return {
		envelope,
		openIssue: renderer.open(compiled, envelope),
		cohorts: [...cohortsOf(compiled).keys()],
		sealedAt: issue.sealed_at,
	};
}

/** Reports the counts now. The returned function reports them again with each delivery that is recorded. */
async function progressReporter(
	{ db }: Pick<Sender, "db">,
	issue: IssueHead,
	{ onProgress }: SendOptions,
): Promise<Pass["onRecorded"]> {
	const byState = await countByState(db, issue.id);
	onProgress?.(progressOf(byState, issue.recipients));
	return (from: DeliveryState, to: DeliveryState) => {
		byState[to] = (byState[to] ?? 0) + 1;
		byState[from] = (byState[from] ?? 0) - 1;
		onProgress?.(progressOf(byState, issue.recipients));
	};
}
