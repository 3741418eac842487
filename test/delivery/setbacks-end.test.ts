import { expect, it } from "vitest";
import { circuitBreakerOf } from "../../src/db/delivery/circuit-breakers.ts";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { reopenMissing } from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { exportSubscriberData } from "../../src/subscriber/leaving/data-export.ts";
import { describeDatabases } from "../support/databases.ts";
import { issueToDomains, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;
const HOUR = 3_600_000;

describeDatabases("setbacks", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "3" });

	/** As the scheduler does it, once an hour. */
	async function sendFor(hours: number, by = suite.sender()) {
		for (let hour = 0; hour < hours; hour++) {
			suite.context.clock.advance(HOUR);
			await sendDueIssues(by, signal);
		}
	}

	it.each([1, 2])(
		"of a list of %d end after a day, and the editor is told what to do",
		async (count) => {
			const id = await issueToDomains(suite.context, count, [
				"ada.example",
				"bob.example",
			]);
			suite.sink.fault = ({ phase }) =>
				phase === "RCPT" ? { reply: "554 no" } : undefined;
			const notices: string[] = [];
			const by = {
				...suite.sender(),
				notify: async (_headline: string, text: string) => {
					notices.push(text);
				},
			};
			await sendIssue(by, id, { signal });
			await sendFor(30, by);
			const issue = await issueById(suite.context.db, id);
			expect(issue).toMatchObject({
				state: "paused",
				note: expect.stringMatching(/no longer tried.*--missing --refused/),
			});
			expect(await countByState(suite.context.db, id)).toEqual({
				refused: count,
			});
			expect(await circuitBreakerOf(suite.context.db, id)).toBeUndefined();
			expect(notices).toHaveLength(2);
			const tried = suite.sink.commands.length;
			await sendFor(30, by);
			expect(suite.sink.commands).toHaveLength(tried);
			expect(notices).toHaveLength(2);
		},
	);

	it("of one full mailbox are its own: it expires after a day", async () => {
		const id = await issueToDomains(suite.context, 1, ["ada.example"]);
		suite.sink.fault = ({ phase }) =>
			phase === "RCPT" ? { reply: "452 4.2.2 mailbox full" } : undefined;
		await sendIssue(suite.sender(), id, { signal });
		await sendFor(30);
		expect(await countByState(suite.context.db, id)).toEqual({ expired: 1 });
	});

	it("at MAIL for everybody let nobody expire, however long it takes", async () => {
		const id = await issueToDomains(suite.context, 300, [
			"ada.example",
			"bob.example",
			"cy.example",
		]);
		suite.sink.fault = ({ phase }) =>
			phase === "MAIL" ? { reply: "450 4.3.2 not now" } : undefined;
		await sendIssue(suite.sender(), id, { signal });
		await sendFor(30);
		suite.sink.fault = () => undefined;
		await sendFor(8);
		expect(await countByState(suite.context.db, id)).toEqual({ accepted: 300 });
	});

	it("of a domain that refuses part of its own end a day after its first one", async () => {
		const id = await issueToDomains(suite.context, 120, [
			"big.example",
			"ada.example",
		]);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && recipient.endsWith("@big.example")
				? { reply: "550 5.7.1 blocked by our list" }
				: undefined;
		const by = suite.sender();
		await sendIssue(by, id, { signal });
		await sendFor(22, by);
		expect((await countByState(suite.context.db, id)).refused).toBeUndefined();
		await sendFor(5, by);
		expect((await issueById(suite.context.db, id))?.state).toBe("complete");
	});

	it("do not make the progress count below zero", async () => {
		const id = await issueToDomains(suite.context, 12, [
			"ada.example",
			"bob.example",
		]);
		const seen = new Set<string>();
		suite.sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT" || seen.has(recipient)) return undefined;
			seen.add(recipient);
			return { reply: "450 4.2.0 Greylisted" };
		};
		let least = 0;
		let last = { deferred: -1, accepted: -1 };
		await sendIssue(suite.sender(), id, {
			signal,
			wait: true,
			onProgress: (counts) => {
				least = Math.min(least, counts.pending, counts.deferred);
				last = counts;
			},
		});
		expect(least).toBe(0);
		expect(last).toMatchObject({ deferred: 0, accepted: 12 });
	});

	it("or not, those who are added to an issue that has not begun are counted", async () => {
		const { context } = suite;
		const id = await issueToDomains(context, 5, ["ada.example"]);
		await context.db
			.deleteFrom("deliveries")
			.where("subscriber_id", "=", 5)
			.execute();
		await context.db
			.updateTable("issues")
			.set({ recipients: 4 })
			.where("id", "=", id)
			.execute();
		const issue = await issueById(context.db, id);
		if (!issue) throw new Error("no issue");
		expect(await reopenMissing(context, issue)).toBe(1);
		expect(await issueById(context.db, id)).toMatchObject({
			state: "sealed",
			recipients: 5,
		});
		const end = await sendIssue(suite.sender(), id, { signal });
		expect(end.state).toBe("complete");
	});

	it("are in what a subscriber can have of their data", async () => {
		const { db, clock } = suite.context;
		const id = await issueToDomains(suite.context, 5, ["ada.example"]);
		suite.sink.fault = ({ phase }) =>
			phase === "RCPT" ? { reply: "550 relay not permitted" } : undefined;
		await sendIssue(suite.sender(), id, { signal });
		const subscriber = await db
			.selectFrom("subscribers")
			.selectAll()
			.where("id", "=", 1)
			.executeTakeFirstOrThrow();
		const data = await exportSubscriberData(db, subscriber, clock.now());
		expect(data.setbacks).toEqual([
			expect.objectContaining({ domain: "ada.example", cause: "relaying" }),
		]);
	});
});
