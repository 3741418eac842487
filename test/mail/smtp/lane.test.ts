import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { startSink } from "../../support/smtp-sink.ts";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

const numbered = (count: number) =>
	Array.from({ length: count }, (_, i) => mailOf(500, `r${i}@example.com`));

test("a lane does not connect before its first handover", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.close();
		expect(sink.connections).toBe(0);
	});
});

test.each([false, true])(
	"many messages go over one connection (pipelining: %s)",
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

test("messages that are given to one lane at once are sent one after the other", async () => {
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

test("four lanes send over four connections at once", async () => {
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

test("a lane sends RSET after a refused message, before the next one", async () => {
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

test("a server that accepts DATA after it refused the recipient gets no message", async () => {
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

test("a reply to an earlier command is never read as the answer to the message", async () => {
	await withLane({}, async (lane, sink) => {
		// One reply too many: each later reply answers the command before.
		sink.once("MAIL", { reply: "250 2.1.0 ok\r\n250 2.1.0 ok" });
		sink.once("dot", { reply: "554 5.7.1 no" });
		expect(await lane.handover(mailOf(100))).toMatchObject({ kind: "unsent" });
		expect(sink.messages).toEqual([]);
	});
});

test("a lane opens a new connection after a server refuses a message before its end", async () => {
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

test("a message that was given up does not arrive later", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			// Both timers are in this process, so the lane gives up before the server reads on.
			sink.once("body", { stall: 800 });
			expect((await lane.handover(mailOf(8_000_000))).kind).toBe("unsure");
			await wait(1000);
			expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
			expect(sink.messages).toHaveLength(1);
		},
		{ timeouts: { reply: 300 } },
	);
});

test("a lane gives up on a reply that never ends", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			sink.once("dot", { hang: true });
			let lines = 0;
			const drip = setInterval(() => {
				sink.say("250-and\r\n");
				lines++;
			}, 40);
			// The lines go on until the lane gives up. If it waited for the last one, this never ended.
			expect((await lane.handover(mailOf(100))).kind).toBe("unsure");
			clearInterval(drip);
			expect(lines).toBeGreaterThan(1);
		},
		{ timeouts: { reply: 600 } },
	);
});

test("closing a lane sends QUIT", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		await lane.close();
		expect(sink.commands.at(-1)).toBe("QUIT");
	});
});

test("closing a lane waits for the answer to QUIT, and ends at a time limit without one", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		let closed = false;
		const closedAfterQuit: boolean[] = [];
		sink.fault = ({ phase }) => {
			if (phase !== "QUIT") return undefined;
			closedAfterQuit.push(closed);
			// The lane's time limit is ten times as long, by a timer of this process too.
			setTimeout(() => closedAfterQuit.push(closed), 200);
			return { hang: true };
		};
		// The server never answers. Without a limit, this never ended.
		await lane.close();
		closed = true;
		expect(closedAfterQuit).toEqual([false, false]);
	});
});

test("closing a lane waits for the message in flight", async () => {
	await withLane({}, async (lane, sink) => {
		sink.once("dot", { late: 100 });
		const result = lane.handover(mailOf(100));
		await lane.close();
		expect((await result).kind).toBe("accepted");
		expect(sink.commands.at(-1)).toBe("QUIT");
	});
});

test("a message is unsent, with the reason, when no server listens", async () => {
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

test("a lane that is abandoned while it waits for the greeting sends nothing", async () => {
	await withLane({}, async (lane, sink) => {
		sink.once("greeting", { hang: true });
		const handover = lane.handover(mailOf(100));
		while (sink.connections === 0)
			await new Promise((resolve) => setImmediate(resolve));
		lane.abandon();
		expect(await handover).toMatchObject({
			kind: "unsent",
			error: "The connection was given up",
		});
		expect(sink.messages).toEqual([]);
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
	});
});

test("a lane that is abandoned on a connection that it had does not connect again for the same message", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		sink.once("MAIL", { hang: true });
		const before = sink.commands.length;
		const handover = lane.handover(mailOf(100));
		while (sink.commands.length === before)
			await new Promise((resolve) => setImmediate(resolve));
		lane.abandon();
		expect((await handover).kind).toBe("unsent");
		expect(sink.connections).toBe(1);
		expect(sink.messages).toHaveLength(1);
	});
});

test("a greeting that comes late is waited for longer than a connection", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			sink.once("greeting", { late: 900 });
			expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
			expect(sink.connections).toBe(1);
		},
		{ timeouts: { connect: 300, greeting: 5_000, session: 8_000 } },
	);
});

test("503 to MAIL is a connection out of step: the message goes by another one", async () => {
	await withLane({}, async (lane, sink) => {
		await lane.handover(mailOf(100));
		sink.once("MAIL", { reply: "503 5.5.1 Sender already specified" });
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.connections).toBe(2);
		sink.once("MAIL", { reply: "503 5.5.1 AUTH first" });
		expect(await lane.handover(mailOf(100))).toMatchObject({
			kind: "rejected",
			about: "sender",
		});
	});
});
