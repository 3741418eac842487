import { afterEach, beforeEach, expect, it } from "vitest";
import { sendIssue } from "../../../src/delivery/send.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { pauseIssue } from "../../../src/issue/life/pause.ts";
import { FakeClock } from "../../support/clock.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";

/** A clock whose sleep ends only when it is aborted. */
class StoppedClock extends FakeClock {
	readonly #began: () => void;

	constructor(began: () => void) {
		super();
		this.#began = began;
	}

	override sleep(_ms: number, signal?: AbortSignal): Promise<void> {
		this.#began();
		return new Promise((resolve) =>
			signal?.addEventListener("abort", () => resolve(), { once: true }),
		);
	}
}

describeDatabases("a sender that waits for a deferred message", (database) => {
	let sink: Sink;
	beforeEach(async () => {
		sink = await startSink();
		sink.once("RCPT", { reply: "450 4.2.1 later" });
	});
	afterEach(() => sink.close());

	it.each([
		["paused", pauseIssue],
		["ended", cancelIssue],
	] as const)(
		"ends its wait when another process has %s the issue",
		async (state, act) => {
			const { promise: waiting, resolve } = Promise.withResolvers<void>();
			const context = testContext(database, {}, new StoppedClock(resolve));
			const id = await sealedIssue(context, 3);
			const sending = sendIssue(testSender(context, sink.url), id, {
				signal: new AbortController().signal,
				wait: true,
			});
			await waiting;
			await act(context, id, "Enough.");
			expect((await sending).state).toBe(state);
		},
	);
});
