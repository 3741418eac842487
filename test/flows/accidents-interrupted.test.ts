import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

/* What others lost or doubled when a sender ended in the middle, one test each. */

const PEOPLE = 24;
const LANES = 3;

describeDatabases("a sender that ends in the middle", (database) => {
	let context: TestContext;
	let sink: Sink;
	let id: number;
	const endings: (() => Promise<unknown>)[] = [];
	beforeEach(async () => {
		sink = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: String(LANES) });
		id = await sealedIssue(context, PEOPLE);
	});
	afterEach(async () => {
		for (const end of endings.splice(0)) await end();
		await sink.close();
	});

	const recipients = () => sink.messages.map(({ recipient }) => recipient);
	const state = async () => (await issueById(context.db, id))?.state;

	/** Process 77 sends `count` messages and is killed with one more in each lane. */
	async function killedAfter(count: number): Promise<void> {
		const leaving = new AbortController();
		const stuck = new Promise<void>((resolve) => {
			let hanging = 0;
			sink.fault = ({ phase }) => {
				if (phase !== "MAIL" || sink.messages.length < count) return undefined;
				if (++hanging === LANES) resolve();
				return { hang: true };
			};
		});
		const sending = sendIssue(testSender(context, sink.url, 77), id, {
			signal: leaving.signal,
		});
		await stuck;
		sink.fault = () => undefined;
		// A process that is killed hears nothing more; this one does after the test, too late to matter.
		endings.push(() => {
			leaving.abort();
			sink.disconnect();
			return sending;
		});
	}

	/** Sends some, then is asked to stop, as by Ctrl-C. */
	async function interruptedAfter(count: number) {
		const leaving = new AbortController();
		sink.fault = ({ phase }) => {
			if (phase === "dot" && sink.messages.length >= count) leaving.abort();
			return undefined;
		};
		return sendIssue(testSender(context, sink.url, 77), id, {
			signal: leaving.signal,
		});
	}

	const goOn = (
		sender = testSender(context, sink.url, 1, (pid) => pid !== 77),
	) =>
		sendIssue(sender, id, {
			signal: new AbortController().signal,
			resume: true,
		});

	it("killed with a batch fetched and not sent, it skips nobody of the batch", async () => {
		await killedAfter(9);
		const held = await countByState(context.db, id);
		expect(held.claimed).toBe(LANES);
		expect((await goOn()).state).toBe("complete");
		expect(recipients().sort()).toEqual([...new Set(recipients())].sort());
		expect(sink.messages).toHaveLength(PEOPLE);
	});

	it("resumed, it goes on where it was and does not start over", async () => {
		const { counts } = await interruptedAfter(10);
		const before = recipients();
		expect(before.length).toBeGreaterThanOrEqual(10);
		expect(counts.accepted).toBe(before.length);
		expect((await goOn()).state).toBe("complete");
		const after = recipients().slice(before.length);
		expect(after).toHaveLength(PEOPLE - before.length);
		expect(after.filter((one) => before.includes(one))).toEqual([]);
	});

	it("shut down, it does not call the issue finished", async () => {
		const report = await interruptedAfter(5);
		expect(report.state).toBe("sending");
		expect(await state()).toBe("sending");
		expect(report.counts.pending).toBe(PEOPLE - sink.messages.length);
		expect(report.counts.unsure + report.counts.claimed).toBe(0);
		// Not even asked again, as long as somebody is missing.
		const stopped = new AbortController();
		stopped.abort();
		await sendIssue(testSender(context, sink.url), id, {
			signal: stopped.signal,
		});
		expect(await state()).toBe("sending");
	});

	describe("and what it had in its hands is not stuck after the restart", () => {
		it("when the new process has another number", async () => {
			await killedAfter(4);
			expect((await goOn()).counts.accepted).toBe(PEOPLE);
		});

		it("when it has the same number, as in a container", async () => {
			await killedAfter(4);
			const again = createWorker({
				host: "here",
				pid: 77,
				nonce: "after the restart",
				isRunning: () => true,
			});
			const sender = { ...testSender(context, sink.url), worker: again };
			expect((await goOn(sender)).counts.accepted).toBe(PEOPLE);
		});

		it("when its machine never comes back: after the lease", async () => {
			await killedAfter(4);
			const elsewhere = createWorker({
				host: "there",
				pid: 77,
				nonce: "n",
				isRunning: () => false,
			});
			const sender = { ...testSender(context, sink.url), worker: elsewhere };
			const first = await goOn(sender);
			expect(first).toMatchObject({
				state: "sending",
				counts: { accepted: PEOPLE - LANES, claimed: LANES },
			});
			context.clock.advance(41 * 60_000);
			expect((await goOn(sender)).state).toBe("complete");
			expect(new Set(recipients()).size).toBe(PEOPLE);
		});
	});
});
