import { expect, it } from "vitest";
import { feedbackOf } from "../../../src/db/delivery/feedback.ts";
import { insertLetter } from "../../../src/db/subscriber/letters.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { recordRefusalsOfEnded } from "../../../src/delivery/returns/record-refusals.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { testApp } from "../../support/app.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases, freshSqlite } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { sealedIssue, senderSetUp } from "../../support/sending.ts";
import { startSink } from "../../support/smtp-sink.ts";

const GONE = "550 5.1.1 User unknown";

describeDatabases("an issue that ends early", (database) => {
	const current = senderSetUp(database, { SMTP_CONNECTIONS: "1" });

	it("leaves its refusals on record, once, and who is gone is suppressed", async () => {
		const { context, sink } = current;
		const id = await sealedIssue(context, 12);
		const stop = new AbortController();
		sink.fault = ({ phase, recipient }) => {
			if (phase === "RCPT" && sink.messages.length === 8) stop.abort();
			return phase === "RCPT" && recipient.startsWith("reader2@")
				? { reply: GONE }
				: undefined;
		};
		await sendIssue(current.sender(), id, { signal: stop.signal });
		await recordRefusalsOfEnded(context);
		expect(await feedbackOf(database.db, 2)).toEqual([]);
		await cancelIssue(context, id, "wrong prices");
		for (const _ of [1, 2]) await recordRefusalsOfEnded(context);
		expect(await feedbackOf(database.db, 2)).toMatchObject([
			{ kind: "refusal", cause: "gone", source: "smtp", action: "suppress" },
		]);
		expect((await subscriberById(database.db, 2))?.suppressed).toBe("bounce");
	});
});

it("a letter whose recipient is refused is on record once, and two letters suppress", async () => {
	const sink = await startSink();
	sink.fault = ({ phase }) => (phase === "RCPT" ? { reply: GONE } : undefined);
	const clock = new FakeClock();
	const database = await freshSqlite();
	const app = await testApp(
		database,
		{ SMTP_URL: `${sink.url}?tls=off` },
		clock,
	);
	try {
		const { db } = app;
		const [id = 0] = await seedSubscribers(db, 1);
		const mail = async (kind: "welcome" | "preferences-link") => {
			await db
				.transaction()
				.execute((trx) =>
					insertLetter(trx, { subscriberId: id, kind, now: clock.now() }),
				);
			// Each letter is tried more than once.
			for (let tries = 0; tries < 2; tries++) {
				await app.signUps.run();
				clock.advance(2 * 60 * 60_000);
			}
		};
		await mail("welcome");
		expect(await feedbackOf(db, id)).toMatchObject([
			{ kind: "refusal", cause: "gone", proven: 0, action: "count" },
		]);
		expect((await subscriberById(db, id))?.suppressed).toBe(null);
		await mail("preferences-link");
		expect((await subscriberById(db, id))?.suppressed).toBe("bounce");
	} finally {
		await app.dispose();
		await database.db.destroy();
		await sink.close();
	}
});
