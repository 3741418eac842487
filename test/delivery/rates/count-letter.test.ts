import { afterEach, beforeEach, expect, it } from "vitest";
import { rateUsageInUse } from "../../../src/db/delivery/rate-usage.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { testApp } from "../../support/app.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";

const LIMITS = {
	SEND_RATE: "5/h",
	DOMAIN_RATE: "example.com=4/h",
	WARM_UP: "100 x2",
	SMTP_CONNECTIONS: "1",
};

describeDatabases("letters", (database) => {
	let sink: Sink;
	beforeEach(async () => {
		sink = await startSink();
	});
	afterEach(() => sink.close());

	it("are counted in every limit and wait for none, and an issue waits for them", async () => {
		const SMTP_URL = `${sink.url}?tls=off`;
		const app = await testApp(database, { ...LIMITS, SMTP_URL });
		const sendLetter = (to: string) =>
			app.letters.sendLetter({
				to,
				subject: "Please confirm",
				text: "Here",
				html: "<p>Here</p>",
				date: app.clock.now(),
			});
		await sendLetter("one@example.com");
		await sendLetter("two@other.example");
		const context = testContext(database, LIMITS, app.clock);
		const id = await sealedIssue(context, 9);
		const send = () =>
			sendIssue(testSender(context, sink.url), id, {
				signal: new AbortController().signal,
			});
		// The letters used two of the 5 an hour, and one of the 4 of example.com.
		expect((await send()).counts.accepted).toBe(3);
		// An issue has to wait now. Letters do not.
		for (let more = 0; more < 4; more++) await sendLetter("three@example.com");
		expect(sink.accepted()).toHaveLength(2 + 3 + 4);
		app.clock.advance(59 * 60_000);
		expect((await send()).counts.accepted).toBe(3);
		app.clock.advance(3 * 60_000);
		expect((await send()).counts.accepted).toBe(7);
		const days = (await rateUsageInUse(app.db, app.clock.now())).filter(
			({ periodMs }) => periodMs === 86_400_000,
		);
		expect(
			days.map(({ window }) =>
				window.counts.reduce((sum, one) => sum + one, 0),
			),
		).toEqual([6 + 7]);
		await app.dispose();
	});

	it("that the server refuses are not counted", async () => {
		const SMTP_URL = `${sink.url}?tls=off`;
		const app = await testApp(database, { ...LIMITS, SMTP_URL });
		sink.once("RCPT", { reply: "550 5.1.1 nobody" });
		await expect(
			app.letters.sendLetter({
				to: "nobody@example.com",
				subject: "Please confirm",
				text: "Here",
				html: "<p>Here</p>",
				date: app.clock.now(),
			}),
		).rejects.toThrow(/550 5.1.1 nobody/);
		expect(await rateUsageInUse(app.db, app.clock.now())).toEqual([]);
		await app.dispose();
	});
});
