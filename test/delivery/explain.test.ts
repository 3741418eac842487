import { expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";

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
});
