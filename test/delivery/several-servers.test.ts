import { afterEach, beforeEach, expect, it } from "vitest";
import { sendIssue } from "../../src/delivery/send.ts";
import type { Sender } from "../../src/delivery/sender.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const RECIPIENTS = 60;

describeDatabases("several servers", (database) => {
	let one: Sink;
	let other: Sink;
	let context: TestContext;
	beforeEach(async () => {
		one = await startSink();
		other = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: "4" });
	});
	afterEach(() => Promise.all([one.close(), other.close()]));

	/** A sender through both servers, with these options after the `?`. */
	function sender(options: string, others = ""): Sender {
		const mailer = createSmtpMailer(
			`${one.url}?tls=off&${options} ${other.url}?tls=off&${others}`,
			{ clock: context.clock, timeouts: { reply: 2_000 } },
		);
		return { ...testSender(context, one.url), mailer };
	}
	const run = (by: Sender, id: number, wait = true) =>
		sendIssue(by, id, { signal: new AbortController().signal, wait });
	const recipients = (...sinks: Sink[]) =>
		sinks.flatMap((sink) => sink.accepted().map((mail) => mail.recipient));

	it("share the connections by their weights", async () => {
		const id = await sealedIssue(context, RECIPIENTS);
		const { state } = await run(sender("weight=3"), id);
		expect(state).toBe("complete");
		expect(new Set(recipients(one, other)).size).toBe(RECIPIENTS);
		expect([one.connections, other.connections]).toEqual([3, 1]);
		expect(other.messages.length).toBeGreaterThan(0);
	});

	it("replace each other: when one dies, every recipient is still sent one message", async () => {
		const id = await sealedIssue(context, RECIPIENTS);
		let died = false;
		one.fault = ({ phase }) => {
			died ||= one.messages.length === 12 && phase === "dot";
			return died ? { drop: "reset" } : undefined;
		};
		const { state, note, counts } = await run(sender(""), id);
		expect({ state, note }).toEqual({ state: "complete", note: null });
		expect(counts).toMatchObject({ accepted: RECIPIENTS, final: RECIPIENTS });
		const accepted = recipients(one, other);
		expect(accepted).toHaveLength(RECIPIENTS);
		expect(new Set(accepted).size).toBe(RECIPIENTS);

		// Only messages in flight when it died may have been sent twice, with the same bytes.
		const unsure = await context.db
			.selectFrom("delivery_attempts")
			.select(["subscriber_id", "server"])
			.where("result", "=", "unsure")
			.execute();
		const unanswered = one.messages.filter(({ answer }) => answer === null);
		expect(unanswered.length).toBeLessThanOrEqual(unsure.length);
		expect(unsure.length).toBeLessThanOrEqual(4);
		for (const { recipient, raw } of unanswered) {
			const copy = other.messages.find((mail) => mail.recipient === recipient);
			expect(copy?.raw).toEqual(raw);
		}
		for (const { server } of unsure)
			expect(server).toBe(`smtp://127.0.0.1:${one.port}`);
	});

	it("open the circuit breaker only when all of them are down", async () => {
		const id = await sealedIssue(context, RECIPIENTS);
		for (const sink of [one, other])
			sink.fault = () =>
				sink.messages.length >= 12 ? { drop: "fin" } : undefined;
		const { state, counts } = await run(sender(""), id);
		expect(state).toBe("paused");
		expect(counts.accepted).toBe(recipients(one, other).length);
		expect(counts.accepted).toBeGreaterThanOrEqual(20);
	});

	it("have their own limits, and one at its limit gives its connections to the other", async () => {
		const id = await sealedIssue(context, RECIPIENTS);
		const by = sender("rate=10/d", "rate=30/d");
		expect((await run(by, id, false)).counts.accepted).toBe(40);
		expect([one.messages.length, other.messages.length]).toEqual([10, 30]);
		context.clock.advance(25 * 3_600_000);
		expect((await run(by, id)).state).toBe("complete");
		expect(new Set(recipients(one, other)).size).toBe(RECIPIENTS);
		expect(one.messages).toHaveLength(20);
	});

	it("are slowed down independently of each other", async () => {
		const id = await sealedIssue(context, RECIPIENTS);
		let asked = false;
		one.fault = ({ phase }) => {
			if (asked || phase !== "RCPT") return undefined;
			asked = true;
			return { reply: "421 4.7.0 slow down" };
		};
		const { counts } = await run(sender(""), id, false);
		expect(counts).toMatchObject({ accepted: RECIPIENTS - 1, deferred: 1 });
		const rows = await context.db.selectFrom("slowdowns").selectAll().execute();
		expect(rows).toMatchObject([
			{ server: `smtp://127.0.0.1:${one.port}`, scope: "example.com" },
		]);
	});
});
