import { afterEach, beforeEach, expect, it } from "vitest";
import { updateIssue } from "../../../src/db/issue/issue-changes.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { type TestContext, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";
import {
	byDay,
	mostWithin,
	moveTo,
	timelineOf,
} from "../../support/timeline.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

describeDatabases("limits", (database) => {
	let sink: Sink;
	beforeEach(async () => {
		sink = await startSink();
	});
	afterEach(() => sink.close());

	// One lane: then nothing is on its way while the clock moves.
	const contextWith = (env: Record<string, string>) =>
		testContext(database, { SMTP_CONNECTIONS: "1", ...env });
	const waitForAll = () => ({
		signal: new AbortController().signal,
		wait: true,
	});
	const withoutWaiting = () => ({ signal: new AbortController().signal });
	const send = (context: TestContext, id: number, pid = 1) =>
		sendIssue(testSender(context, sink.url, pid), id, waitForAll());
	const at = (...domains: string[]) => ({
		test: ({ recipient }: { recipient: string }) =>
			domains.some((domain) => recipient.endsWith(`@${domain}`)),
	});

	it("on all messages hold in every second and every minute, and every recipient is reached", async () => {
		const context = contextWith({ SEND_RATE: "10/s, 25/m" });
		const id = await sealedIssue(context, 40);
		const mailed = timelineOf(context.clock, sink);
		const { state } = await send(context, id);
		expect(state).toBe("complete");
		expect(new Set(mailed.map(({ recipient }) => recipient)).size).toBe(40);
		expect(mailed).toHaveLength(40);
		expect(mostWithin(mailed, SECOND)).toBe(10);
		expect(mostWithin(mailed, 60 * SECOND)).toBe(25);
		// 40 messages at 25 a minute take little more than one minute.
		const took = (mailed.at(-1)?.at ?? 0) - (mailed[0]?.at ?? 0);
		expect(took).toBeLessThan(65 * SECOND);
		expect(sink.connections).toBe(1);
	});

	it("on domains hold for each domain group, and other domains do not wait", async () => {
		const context = contextWith({
			DOMAIN_RATE: "gmail.com=5/s; corp=2/s; *=4/s",
			DOMAIN_GROUPS: "corp=corp.example,corp.co.uk",
		});
		const id = await sealedIssue(context, 80);
		const domains = {
			"gmail.com": 20,
			"googlemail.com": 15,
			"corp.example": 5,
			"corp.co.uk": 5,
			"a.example": 4,
			"b.example": 3,
			"c.example": 12,
		};
		await moveTo(context.db, domains);
		const mailed = timelineOf(context.clock, sink);
		const start = Date.parse(context.clock.now());
		await send(context, id);
		expect(mailed).toHaveLength(80);
		expect(new Set(mailed.map(({ recipient }) => recipient)).size).toBe(80);
		for (const [limit, group] of [
			[5, at("gmail.com", "googlemail.com")],
			[2, at("corp.example", "corp.co.uk")],
			[4, at("c.example")],
		] as const)
			expect(mostWithin(mailed.filter(group.test), SECOND)).toBe(limit);
		for (const { at: when, recipient } of mailed.filter(
			at("a.example", "b.example").test,
		))
			expect([recipient, when]).toEqual([recipient, start]);
		const last = mailed.at(-1)?.at ?? 0;
		expect(last - start).toBeLessThan(8 * SECOND);
	});

	it("still hold after a restart", async () => {
		const context = contextWith({
			SEND_RATE: "10/d",
			DOMAIN_RATE: "gmail.com=4/d",
		});
		const id = await sealedIssue(context, 30);
		await moveTo(context.db, { "gmail.com": 10 });
		const mailed = timelineOf(context.clock, sink);
		const run = (pid: number) =>
			sendIssue(testSender(context, sink.url, pid), id, withoutWaiting());
		expect((await run(1)).counts).toMatchObject({ accepted: 10, pending: 20 });
		expect(mailed.filter(at("gmail.com").test)).toHaveLength(4);
		expect((await run(2)).counts.accepted).toBe(10);
		context.clock.advance(DAY + HOUR);
		expect((await run(3)).counts.accepted).toBe(20);
		expect(mailed.filter(at("gmail.com").test)).toHaveLength(8);
	});

	it("are shared by two processes", async () => {
		const context = contextWith({
			SMTP_CONNECTIONS: "3",
			SEND_RATE: "18/d",
			DOMAIN_RATE: "gmail.com=5/d",
		});
		const id = await sealedIssue(context, 40);
		await moveTo(context.db, { "gmail.com": 25 });
		const mailed = timelineOf(context.clock, sink);
		const run = (pid: number) =>
			sendIssue(testSender(context, sink.url, pid), id, withoutWaiting());
		await Promise.all([run(1), run(2)]);
		expect(mailed).toHaveLength(18);
		expect(new Set(mailed.map(({ recipient }) => recipient)).size).toBe(18);
		expect(mailed.filter(at("gmail.com").test)).toHaveLength(5);
	});

	it("of a warm-up double every day, and a message deferred on the last day is still tried again", async () => {
		const context = contextWith({ WARM_UP: "5 x2" });
		const id = await sealedIssue(context, 40);
		const mailed = timelineOf(context.clock, sink);
		const noted = sink.fault;
		let busy = 0;
		sink.fault = (step) =>
			step.phase === "RCPT" && mailed.length === 36 && busy++ < 2
				? { reply: "450 4.2.1 busy" }
				: noted(step);
		const started = context.clock.now();
		const { state, counts } = await send(context, id);
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: 40, expired: 0 });
		expect(busy).toBeGreaterThanOrEqual(2);
		expect(byDay(mailed, started)).toEqual([5, 10, 20, 5]);
	});

	it("lose no recipient when the clock is set back and forward", async () => {
		const context = contextWith({ SEND_RATE: "5/m", DOMAIN_RATE: "*=4/m" });
		const id = await sealedIssue(context, 24);
		let moves = 0;
		sink.fault = ({ phase }) => {
			if (phase === "dot" && ++moves % 7 === 0)
				context.clock.advance(moves % 2 ? -3 * HOUR : 2 * HOUR);
			return undefined;
		};
		const { state } = await send(context, id);
		expect(state).toBe("complete");
		expect(sink.messages).toHaveLength(24);
	});

	it("do not delay a pause", async () => {
		const context = contextWith({ SEND_RATE: "3/m" });
		const id = await sealedIssue(context, 9);
		const begun = Date.parse(context.clock.now());
		const { sleep } = context.clock;
		context.clock.sleep = async (ms) => {
			await updateIssue(context.db, id, ["sending"], {
				state: "paused",
				updated_at: context.clock.now(),
			});
			await sleep.call(context.clock, ms);
		};
		const report = await send(context, id);
		expect(report).toMatchObject({ state: "paused", counts: { accepted: 3 } });
		expect(Date.parse(context.clock.now()) - begun).toBeLessThanOrEqual(
			2 * SECOND,
		);
		expect((await issueById(context.db, id))?.state).toBe("paused");
	});

	it("that are not set write no row", async () => {
		const context = contextWith({});
		const id = await sealedIssue(context, 9);
		await send(context, id);
		expect(
			await context.db.selectFrom("rate_usage").selectAll().execute(),
		).toEqual([]);
	});
});
