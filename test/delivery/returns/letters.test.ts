import { expect, it } from "vitest";
import { countFeedback } from "../../../src/db/delivery/feedback.ts";
import { insertLetter } from "../../../src/db/subscriber/letters.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { takeReport } from "../../../src/delivery/returns/take-report.ts";
import { eraseSubscriber } from "../../../src/subscriber/leaving/erase.ts";
import { testApp } from "../../support/app.ts";
import { FakeClock } from "../../support/clock.ts";
import { freshSqlite } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { startSink } from "../../support/smtp-sink.ts";
import { bounceMail } from "./relay.ts";

it("a letter has an envelope sender of its own, its bounce suppresses, and an erased reader leaves no row", async () => {
	const sink = await startSink();
	const clock = new FakeClock();
	const app = await testApp(
		await freshSqlite(),
		{
			SMTP_URL: `${sink.url}?tls=off`,
			BOUNCE_MAILBOX: "bounces@example.com",
			BOUNCE_SEPARATOR: "-",
		},
		clock,
	);
	try {
		const { db } = app;
		const [id = 0] = await seedSubscribers(db, 1);
		await db.transaction().execute((trx) =>
			insertLetter(trx, {
				subscriberId: id,
				kind: "welcome",
				now: clock.now(),
			}),
		);
		await app.signUps.run();
		const [letter] = sink.messages;
		expect(letter?.sender).toMatch(/^bounces-[a-z2-7]{36}@example\.com$/);
		const taken = await takeReport(
			app,
			Buffer.from(
				bounceMail({
					to: letter?.sender ?? "",
					recipient: letter?.recipient ?? "",
					reply: "550 5.1.1 User unknown",
				}),
			),
		);
		expect(taken.lines).toEqual([expect.stringMatching(/is suppressed$/)]);
		expect((await subscriberById(db, id))?.suppressed).toBe("bounce");
		await eraseSubscriber(
			db,
			clock,
			{ erasedConsents: "erase" },
			id,
			"operator",
		);
		expect(await db.selectFrom("feedback").selectAll().execute()).toEqual([]);
		expect(await countFeedback(db, 1)).toEqual([]);
	} finally {
		await app.dispose();
		await sink.close();
	}
});
