import { expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import {
	countRefused,
	reopenMissing,
} from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { unsubscribe } from "../../src/subscriber/leaving/unsubscribe.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;

describeDatabases("--missing", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	it("sends an issue only to those who should have got it and did not", async () => {
		const id = await sealedIssue(suite.context, 5);
		suite.sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT") return undefined;
			if (recipient.startsWith("reader1@")) return { reply: "450 4.2.1 never" };
			if (recipient.startsWith("reader2@")) return { reply: "550 5.1.1 gone" };
			return undefined;
		};
		await sendIssue(suite.sender(), id, { signal, wait: true });
		// The lost row of a subscriber who was active at the seal.
		await suite.context.db
			.deleteFrom("deliveries")
			.where("subscriber_id", "=", 3)
			.execute();
		suite.sink.fault = () => undefined;
		suite.sink.messages.length = 0;
		const issue = await issueById(suite.context.db, id);
		if (!issue) throw new Error("no issue");
		expect(await reopenMissing(suite.context, issue)).toBe(2);
		await sendIssue(suite.sender(), id, { signal });
		expect(suite.sink.messages.map((one) => one.recipient).sort()).toEqual([
			"reader1@example.com",
			"reader3@example.com",
		]);
		expect(await reopenMissing(suite.context, issue)).toBe(0);
	});
});

describeDatabases("--missing --refused", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	it("counts the refused by reply without a change, and sends to those who may still be mailed", async () => {
		const id = await sealedIssue(suite.context, 8);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && Number(/\d+/.exec(recipient)?.[0]) <= 5
				? { reply: "550 5.1.1 no such user" }
				: undefined;
		const sender = suite.sender();
		const first = await sendIssue(sender, id, { signal });
		expect(first).toMatchObject({ state: "complete", counts: { refused: 5 } });
		const { db, clock } = suite.context;
		await unsubscribe(db, clock, 1, "page");
		await db
			.updateTable("subscribers")
			.set({ suppressed: "complaint" })
			.where("id", "=", 2)
			.execute();
		const issue = await issueById(db, id);
		if (!issue) throw new Error("no issue");
		expect(await countRefused(suite.context, issue)).toEqual([
			{ reply: "550 5.1.1 no such user", count: 3 },
		]);
		expect(await reopenMissing(suite.context, issue)).toBe(0);
		suite.sink.fault = () => undefined;
		suite.sink.messages.length = 0;
		expect(await reopenMissing(suite.context, issue, { refused: true })).toBe(
			3,
		);
		const end = await sendIssue(sender, id, { signal });
		expect(end).toMatchObject({ state: "complete", counts: { refused: 2 } });
		expect([...suite.sink.recipients()].sort()).toEqual([
			"reader3@example.com",
			"reader4@example.com",
			"reader5@example.com",
		]);
	});

	it("a retry has the date of the first attempt, and another recipient their own", async () => {
		const id = await sealedIssue(suite.context, 2);
		let refusals = 0;
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "dot" && recipient.startsWith("reader1@") && refusals++ < 2
				? { reply: "450 4.3.0 later" }
				: undefined;
		// Some days after the seal, as a warm-up has it.
		suite.context.clock.advance(3 * 86_400_000);
		const [day] = suite.context.clock.now().split("T");
		await sendIssue(suite.sender(), id, { signal, wait: true });
		const copies = suite.sink.messages.filter(({ recipient }) =>
			recipient.startsWith("reader1@"),
		);
		expect(copies).toHaveLength(3);
		expect(copies[2]?.raw).toEqual(copies[0]?.raw);
		const date = /^Date: (.*)$/m.exec(copies[0]?.raw.toString() ?? "")?.[1];
		expect(new Date(date ?? "").toISOString().slice(0, 10)).toBe(day);
	});
});
