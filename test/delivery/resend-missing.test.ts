import { expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { reopenMissing } from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
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
