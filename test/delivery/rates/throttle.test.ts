import { expect, it } from "vitest";
import { slowdowns } from "../../../src/db/delivery/rate-usage.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { shift } from "../../../src/time/clock.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, senderSetUp } from "../../support/sending.ts";
import { mostWithin, moveTo, timelineOf } from "../../support/timeline.ts";

const MINUTE = 60_000;

describeDatabases("a server that asks to slow down", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "1" });

	const send = (id: number, wait = true) =>
		sendIssue(suite.sender(), id, {
			signal: new AbortController().signal,
			wait,
		});

	/** The server answers the first message for this domain with this reply. */
	function replyOnce(domain: string, reply: string): void {
		const noted = suite.sink.fault;
		let asked = false;
		suite.sink.fault = (step) => {
			if (asked || step.phase !== "RCPT" || !step.recipient.endsWith(domain))
				return noted(step);
			asked = true;
			return { reply };
		};
	}

	it("slows down that domain group only, whose rate then grows back to the usual one", async () => {
		const id = await sealedIssue(suite.context, 120);
		await moveTo(suite.context.db, { "gmail.com": 10, "googlemail.com": 80 });
		const mailed = timelineOf(suite.context.clock, suite.sink);
		replyOnce("@googlemail.com", "421 4.7.0 try again later");
		const begun = suite.context.clock.now();
		expect((await send(id)).counts.accepted).toBe(120);

		const gmail = mailed.filter(({ recipient }) =>
			/g(oogle)?mail/.test(recipient),
		);
		const others = mailed.filter((one) => !gmail.includes(one));
		// The other domains do not wait; for Gmail the rate halves and then grows.
		expect(others.filter(({ at }) => at > Date.parse(begun))).toEqual([]);
		const inFive = gmail.filter(
			({ at }) => at < Date.parse(shift(begun, 5 * MINUTE)),
		);
		expect(mostWithin(inFive.slice(1), MINUTE)).toBeLessThanOrEqual(61);
		expect(gmail.at(-1)?.at).toBeGreaterThan(Date.parse(begun) + MINUTE);
		expect(await slowdowns(suite.context.db)).toMatchObject([
			{ scope: "gmail.com" },
		]);
	});

	it("slows down everything it is sent when its reply is about the sender's rate", async () => {
		const id = await sealedIssue(suite.context, 20);
		await moveTo(suite.context.db, { "gmail.com": 5 });
		replyOnce("@gmail.com", "421 4.7.28 unusual rate of mail");
		await send(id, false);
		const [slow, ...more] = await slowdowns(suite.context.db);
		expect(more).toEqual([]);
		expect(slow).toMatchObject({ scope: "", perMinute: 30, usual: 60 });
	});

	it("is still slowed down in the next process, until its usual rate is reached again", async () => {
		suite.context = testContext(database, {
			SMTP_CONNECTIONS: "1",
			SEND_RATE: "2/h",
		});
		const id = await sealedIssue(suite.context, 9);
		replyOnce("@example.com", "451 4.7.1 slow down");
		const rates: (number | undefined)[] = [];
		for (let hour = 0; hour < 4; hour++) {
			await send(id, false);
			rates.push((await slowdowns(suite.context.db))[0]?.perMinute);
			suite.context.clock.advance(61 * MINUTE);
		}
		expect(rates).toEqual([30, 38, 48, undefined]);
	});
});
