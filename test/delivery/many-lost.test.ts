import { expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { describeDatabases } from "../support/databases.ts";
import { issueToDomains, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;

describeDatabases("an issue that is complete", (database) => {
	// The brakes by figures have tests of their own.
	const suite = senderSetUp(database, {
		SMTP_CONNECTIONS: "2",
		GONE_WARN: "100%",
		GONE_HOLD: "100%",
	});

	async function send(refuseEvery: number) {
		const id = await issueToDomains(suite.context, 60, [
			"ada.example",
			"bob.example",
			"cy.example",
		]);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && Number(/\d+/.exec(recipient)?.[0]) % refuseEvery === 0
				? { reply: "550 5.1.1 user unknown" }
				: undefined;
		const notices: string[] = [];
		const sender = {
			...suite.sender(),
			notify: async (headline: string) => {
				notices.push(headline);
			},
		};
		await sendIssue(sender, id, { signal, wait: true });
		const issue = await issueById(suite.context.db, id);
		return { notices, issue };
	}

	it("tells the editor if a tenth of the recipients did not get it", async () => {
		const { notices, issue } = await send(4);
		expect(issue?.state).toBe("complete");
		expect(issue?.note).toMatch(/^15 of 60 recipients .*--missing --refused$/);
		expect(notices).toEqual([
			expect.stringMatching(/is complete, but many did not get it$/),
		]);
	});

	it("says nothing of a few addresses that no longer exist", async () => {
		const { notices, issue } = await send(30);
		expect(issue).toMatchObject({ state: "complete", note: null });
		expect(notices).toEqual([]);
	});
});
