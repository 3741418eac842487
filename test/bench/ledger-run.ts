import { shift, systemClock } from "../../src/clock.ts";
import { openAsyncCommit } from "../../src/db/async-commit.ts";
import { OPEN } from "../../src/db/delivery/deliveries.ts";
import { updateIssue } from "../../src/db/issue/issues.ts";
import {
	createLedger,
	type Finished,
} from "../../src/delivery/ledger/ledger.ts";
import { createDuePicker } from "../../src/delivery/rates/pick-due.ts";
import { createTokens } from "../../src/subscriber/token.ts";
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
	const commits = await openAsyncCommit(context.db, context.dialect);
	const ledger = createLedger({
		context: context,
		commits,
		tokens: createTokens("a secret that only benchmarks know, 40 long"),
		issueId,
		chooser: createDuePicker({
			context: context,
			issueId,
			servers: [{ name: SERVER, rates: [] }],
			states: OPEN,
		}),
		giveUpAt: shift(systemClock.now(), 60 * 60_000),
		worker: "bench:1:n",
		lanes,
		probing: false,
		stopping: () => false,
		signal: new AbortController().signal,
		onRecorded: () => {
			recorded++;
		},
		{
			issueId,
			lanes,
			giveUpAt: shift(systemClock.now(), 60 * 60_000),
			signal: new AbortController().signal,
			failed: false,
			probing: false,
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
				let finished: Finished | null = null;
				for (;;) {
					const claim = await ledger.exchange(finished, [SERVER]);
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
