import { openAsyncCommit } from "../../src/db/async-commit.ts";
import { updateIssue } from "../../src/db/issue/issue-changes.ts";
import type { FinishedClaim } from "../../src/delivery/ledger/claim.ts";
import { createLedger } from "../../src/delivery/ledger/ledger.ts";
import { createDuePicker } from "../../src/delivery/rates/pick-due.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { shift, systemClock } from "../../src/time/clock.ts";
import type { BenchInstallation } from "./installation.ts";
import { type Run, timed } from "./send-peers.ts";

const SERVER = "smtp://nowhere.example.com:25";

/** Claims `messages` deliveries on `lanes` lanes and records them as accepted, without sending anything. */
export async function runLedgerAlone(
	{ context }: BenchInstallation,
	issueId: number,
	lanes: number,
	messages: number,
): Promise<Run> {
	await updateIssue(context.db, issueId, ["sealed"], {
		state: "sending",
		updated_at: systemClock.now(),
	});
	const commits = await openAsyncCommit(context.db);
	const servers = [{ name: SERVER, rates: [] }];
	const ledger = createLedger(
		{
			...context,
			worker: createWorker({
				host: "bench",
				pid: 1,
				nonce: "n",
				isRunning: () => true,
			}),
		},
		{
			issueId,
			recipients: 100,
			lanes,
			giveUpAt: shift(systemClock.now(), 60 * 60_000),
			signal: new AbortController().signal,
			failed: false,
			probing: false,
			hasAccepted: false,
			inFlight: 0,
			hasSetbacks: false,
			warnings: [],
			figureNotices: [],
			notice: null,
			availableAt: null,
			onRecorded: () => {
				recorded++;
			},
		},
		createDuePicker({ config: context.config, issueId, servers }),
		commits,
	);
	let recorded = 0;
	let claimed = 0;
	const run = await timed(messages, () =>
		Promise.all(
			Array.from({ length: lanes }, async () => {
				let finished: FinishedClaim | null = null;
				for (;;) {
					const claim = await ledger.recordAndClaim(finished, [SERVER]);
					if (!claim || ++claimed > messages) return;
					finished = {
						claim,
						result: { kind: "accepted", reply: "250 2.0.0 Ok: queued" },
					};
				}
			}),
		),
	);
	await commits.close();
	if (recorded < messages) throw new Error(`only ${recorded} were recorded`);
	return run;
}
