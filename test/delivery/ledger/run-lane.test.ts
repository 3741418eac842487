import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Claim } from "../../../src/delivery/ledger/claim.ts";
import { runLane } from "../../../src/delivery/ledger/run-lane.ts";
import { anonymousReader } from "../../../src/issue/content/reader.ts";
import type { HandoverResult, Lane } from "../../../src/mail/mailer.ts";
import { testContext } from "../../support/context.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";

let database: TestDatabase;
beforeEach(async () => {
	database = await freshSqlite();
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
	vi.useRealTimers();
	await database.db.destroy();
});

it("a lane that must stop waits six seconds for the message in flight, then abandons it", async () => {
	const stop = new AbortController();
	const begun = Promise.withResolvers<void>();
	const inFlight = Promise.withResolvers<HandoverResult>();
	const abandon = vi.fn(() =>
		inFlight.resolve({ kind: "unsure", error: "cut off" }),
	);
	const claims: (Claim | null)[] = [
		{
			subscriberId: 1,
			recipient: "ada@example.com",
			from: "pending",
			fence: 1,
			attempts: 0,
			reader: anonymousReader,
			server: "smtp://127.0.0.1:25",
		},
	];
	const finished: unknown[] = [];
	const lane: Lane = {
		servers: () => ["smtp://127.0.0.1:25"],
		handover: () => {
			begun.resolve();
			return inFlight.promise;
		},
		abandon,
		close: async () => {},
	};
	const running = runLane(
		{ ...testContext(database), signer: null },
		{
			issueId: 1,
			recipients: 1,
			lanes: 1,
			giveUpAt: "2026-12-31T00:00:00.000Z",
			signal: stop.signal,
			failed: false,
			probing: false,
			hasAccepted: false,
			inFlight: 0,
			hasSetbacks: false,
			warnings: [],
			figureNotices: [],
			notice: null,
			availableAt: null,
			onRecorded: () => {},
		},
		{
			lane,
			ledger: {
				async recordAndClaim(last) {
					if (last) finished.push(last.result);
					return claims.shift() ?? null;
				},
				releaseLanes: () => {},
				settle: async () => {},
				serverWorks: Promise.resolve(),
			},
			openIssue: { message: () => Buffer.from("mail") } as never,
			largest: 0,
			envelope: {
				seed: "seed",
				from: { address: "digest@example.com" },
			} as never,
		},
	);
	await begun.promise;
	vi.advanceTimersByTime(60_000);
	stop.abort();
	vi.advanceTimersByTime(5_999);
	expect(abandon).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	expect(abandon).toHaveBeenCalledOnce();
	await running;
	expect(finished).toMatchObject([{ kind: "unsure" }]);
});
