import { expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { shift } from "../../src/time/clock.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";

const DAY = 86_400_000;

const signal = new AbortController().signal;

describeDatabases("the explanation of a delivery", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	async function explain(issueId: number, subscriberId: number) {
		const issue = await issueById(suite.context.db, issueId);
		const subscriber = await subscriberById(suite.context.db, subscriberId);
		if (!issue || !subscriber) throw new Error("no issue or no subscriber");
		return explainDelivery(
			suite.context.db,
			issue,
			subscriber,
			suite.context.clock.now(),
		);
	}

	it("says for each subscriber what happened, with each SMTP reply", async () => {
		const id = await sealedIssue(suite.context, 4);
		let asked = 0;
		suite.sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT") return undefined;
			if (recipient.startsWith("reader2@")) return { reply: "550 5.1.1 gone" };
			if (recipient.startsWith("reader3@") && asked++ === 0)
				return { reply: "451 4.7.1 later" };
			return undefined;
		};
		expect((await explain(id, 1)).answer).toMatch(/waiting to be sent/);
		await sendIssue(suite.sender(), id, { signal, wait: true });
		expect((await explain(id, 1)).answer).toMatch(
			/accepted it on .* at the first attempt: “250/,
		);
		expect((await explain(id, 1)).attempts).toEqual([]);
		expect((await explain(id, 2)).answer).toMatch(
			/refused it permanently .* “550 5.1.1 gone”/,
		);
		const third = await explain(id, 3);
		expect(third.answer).toMatch(/at attempt 2/);
		expect(third.attempts.map((one) => [one.result, one.said])).toEqual([
			["deferred", "451 4.7.1 later"],
			["accepted", expect.stringMatching(/^250/)],
		]);
	});

	it("promises an issue that is not sealed to nobody who is suppressed or paused past its time", async () => {
		const { db, clock } = suite.context;
		const [active = 0, suppressed = 0, paused = 0, back = 0] =
			await seedSubscribers(db, 4, (n) => `later${n}@a.example`);
		await seedComparison(db, "Later", clock.now());
		const { issue } = await draftIssue(suite.context);
		const change = (id: number, to: object) =>
			db.updateTable("subscribers").set(to).where("id", "=", id).execute();
		await change(suppressed, { suppressed: "bounce" });
		await change(paused, { paused_until: shift(clock.now(), 30 * DAY) });
		await change(back, { paused_until: shift(clock.now(), -DAY) });
		const answer = async (id: number) => (await explain(issue.id, id)).answer;
		expect(await answer(active)).toMatch(/; they will get it/);
		expect(await answer(back)).toMatch(/; they will get it/);
		expect(await answer(suppressed)).toMatch(
			/suppressed: bounce.*they will not get it/,
		);
		expect(await answer(paused)).toMatch(/paused until .*they will not get it/);
	});
});
