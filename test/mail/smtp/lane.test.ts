import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { startSink } from "../../support/smtp-sink.ts";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

const numbered = (count: number) =>
	Array.from({ length: count }, (_, i) => mailOf(500, `r${i}@example.com`));

test("nothing is connected before there is something to hand over", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.close();
		expect(sink.connections).toBe(0);
	});
});

test.each([false, true])(
	"many messages share one connection (pipelining: %s)",
	async (pipelining) => {
		await withLane({ pipelining }, async (lane, sink) => {
			const mails = numbered(50);
			for (const mail of mails)
				expect(await lane.handover(mail)).toEqual({
					kind: "accepted",
					server: sink.url,
					reply: expect.stringMatching(/^250 2\.0\.0 taken as \d+$/),
				});
			expect(sink.connections).toBe(1);
			expect(
				sink.messages.map(({ sender, recipient, raw }) => ({
					sender,
					recipient,
					raw,
				})),
			).toEqual(mails);
		});
	},
);

test("messages given to one lane at once go one after the other", async () => {
	await withLane({ pipelining: true }, async (lane, sink) => {
		const mails = numbered(20);
		const results = await Promise.all(mails.map((m) => lane.handover(m)));
		expect(new Set(results.map(({ kind }) => kind))).toEqual(
			new Set(["accepted"]),
		);
		expect(sink.connections).toBe(1);
		expect(sink.messages.map(({ recipient }) => recipient)).toEqual(
			mails.map(({ recipient }) => recipient),
		);
	});
});

test("four lanes send side by side", async () => {
	const sink = await startSink({ pipelining: true });
	const mailer = createSmtpMailer(sink.url);
	sink.fault = ({ phase }) => (phase === "dot" ? { late: 30 } : undefined);
	const mails = numbered(40);
	const left = mails.slice();
	await Promise.all(
		[1, 2, 3, 4].map(async () => {
			const lane = mailer.lane();
			for (let mail = left.shift(); mail; mail = left.shift())
				expect((await lane.handover(mail)).kind).toBe("accepted");
		}),
	);
	expect(sink.connections).toBe(4);
	expect(new Set(sink.messages.map(({ recipient }) => recipient)).size).toBe(
		40,
	);
	expect(new Set(sink.messages.map(({ connection }) => connection)).size).toBe(
		4,
	);
	await mailer.close();
	expect(sink.commands.filter((line) => line === "QUIT")).toHaveLength(4);
	await sink.close();
});

test("what a refusal leaves behind is cleared before the next message", async () => {
	await withLane({}, async (lane, sink) => {
		sink.once("RCPT", { reply: "550 5.1.1 nobody here" });
		expect(await lane.handover(mailOf(100))).toEqual({
			kind: "rejected",
			code: 550,
			reply: "550 5.1.1 nobody here",
		});
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.connections).toBe(1);
		expect(sink.commands.filter((line) => line === "RSET")).toHaveLength(1);
	});
});

test("a server that takes DATA after it refused the recipient gets no message", async () => {
	await withLane({ pipelining: true }, async (lane, sink) => {
		// The reply to DATA comes from the recipient before this one.
		sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && recipient.startsWith("gone")
				? { reply: "550 5.1.1 gone\r\n354 go on" }
				: undefined;
		expect(await lane.handover(mailOf(100, "gone@example.com"))).toMatchObject({
			kind: "rejected",
			code: 550,
		});
		sink.fault = () => undefined;
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.accepted().map(({ recipient }) => recipient)).toEqual([
			"r@example.com",
		]);
	});
});

test("replies that are out of step are never taken for the message's own", async () => {
	await withLane({}, async (lane, sink) => {
		// One reply too many: each later one would answer the command before.
		sink.once("MAIL", { reply: "250 2.1.0 ok\r\n250 2.1.0 ok" });
		sink.once("dot", { reply: "554 5.7.1 no" });
		expect(await lane.handover(mailOf(100))).toMatchObject({ kind: "unsent" });
		expect(sink.messages).toEqual([]);
	});
});

test("a server that refuses in the midst of a message is not talked to any further", async () => {
	await withLane({}, async (lane, sink) => {
		sink.once("body", { reply: "552 5.3.4 too much" });
		expect(await lane.handover(mailOf(8_000_000))).toMatchObject({
			kind: "rejected",
			code: 552,
		});
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.connections).toBe(2);
		expect(sink.commands).not.toContain("RSET");
	});
});

test("what was given up does not arrive later", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			sink.once("body", { stall: 800 });
			expect((await lane.handover(mailOf(8_000_000))).kind).toBe("unsure");
			await wait(1000);
			expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
			expect(sink.messages).toHaveLength(1);
		},
		{ timeouts: { reply: 300 } },
	);
});

test("an answer that never ends is not waited for without end", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			sink.once("dot", { hang: true });
			const drip = setInterval(() => sink.say("250-and\r\n"), 40);
			const before = performance.now();
			expect((await lane.handover(mailOf(100))).kind).toBe("unsure");
			expect(performance.now() - before).toBeLessThan(3000);
			clearInterval(drip);
		},
		{ timeouts: { reply: 600 } },
	);
});

test("closing says QUIT and does not wait long for an answer", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		await lane.close();
		expect(sink.commands.at(-1)).toBe("QUIT");

		await lane.handover(mailOf(100));
		sink.once("QUIT", { hang: true });
		const before = performance.now();
		await lane.close();
		expect(performance.now() - before).toBeGreaterThan(1900);
		expect(performance.now() - before).toBeLessThan(4000);
	});
});

test("closing waits for the message that is under way", async () => {
	await withLane({}, async (lane, sink) => {
		sink.once("dot", { late: 100 });
		const result = lane.handover(mailOf(100));
		await lane.close();
		expect((await result).kind).toBe("accepted");
		expect(sink.commands.at(-1)).toBe("QUIT");
	});
});

test("nobody listens: unsent, with the reason", async () => {
	const sink = await startSink();
	await sink.close();
	const mailer = createSmtpMailer(sink.url, { ca: testTls.cert });
	expect(await mailer.lane().handover(mailOf(100))).toEqual({
		kind: "unsent",
		error: expect.stringContaining("ECONNREFUSED"),
		authentication: false,
	});
	await mailer.close();
});
