import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliveryOf } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import {
	leaveUnsure,
	reopenMissing,
} from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { pauseIssue, resumeIssue } from "../../src/issue/life/pause.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const signal = new AbortController().signal;

describeDatabases("an issue on its way", (database) => {
	let sink: Sink;
	let context: TestContext;
	beforeEach(async () => {
		sink = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: "2" });
	});
	afterEach(() => sink.close());

	async function explain(issueId: number, subscriberId: number) {
		const issue = await issueById(context.db, issueId);
		const subscriber = await subscriberById(context.db, subscriberId);
		if (!issue || !subscriber) throw new Error("nobody to explain");
		return explainDelivery(context.db, issue, subscriber, context.clock.now());
	}

	/** A sender that notes what it tells the editor. */
	function sender() {
		const told: string[] = [];
		return {
			...testSender(context, sink.url),
			notify: async (_subject: string, text: string) => {
				told.push(text);
			},
			told,
		};
	}

	describe("whose relay breaks", () => {
		it("is paused, tells the editor once, is probed with one message, and goes on by itself", async () => {
			const id = await sealedIssue(context, 20);
			const { port } = sink;
			await sink.close();
			const by = sender();
			expect((await sendIssue(by, id, { signal })).state).toBe("paused");
			expect(by.told).toHaveLength(1);
			expect(by.told[0]).toMatch(/goes on by itself once it works/);
			// Before its time nothing is tried; at its time one probe is, and fails.
			expect(await sendDueIssues(by, signal)).toBeNull();
			for (let minutes = 0; minutes < 3; minutes++) {
				context.clock.advance(60_000);
				await sendDueIssues(by, signal);
			}
			expect((await issueById(context.db, id))?.state).toBe("paused");
			expect(by.told).toHaveLength(1);
			expect((await deliveryOf(context.db, id, 1))?.state).toBe("pending");
			sink = await startSink({ port });
			context.clock.advance(30 * 60_000);
			await sendDueIssues(by, signal);
			expect((await issueById(context.db, id))?.state).toBe("complete");
			expect(sink.messages).toHaveLength(20);
			expect(
				await context.db.selectFrom("issue_brakes").selectAll().execute(),
			).toEqual([]);
		});

		it("burns one message at a probe, whatever the lanes", async () => {
			const id = await sealedIssue(context, 20);
			sink.fault = ({ phase }) =>
				phase === "dot" ? { drop: "reset" } : undefined;
			await sendIssue(sender(), id, { signal });
			const before = sink.messages.length;
			context.clock.advance(10 * 60_000);
			await sendDueIssues(sender(), signal);
			expect(sink.messages.length - before).toBe(1);
		});
	});

	it("paused by a person is not taken up by the scheduler until resumed", async () => {
		const id = await sealedIssue(context, 3);
		await pauseIssue(context, id, "Paused by the editor.");
		context.clock.advance(3_600_000);
		expect(await sendDueIssues(sender(), signal)).toBeNull();
		await resumeIssue(context, id);
		await resumeIssue(context, id);
		await sendDueIssues(sender(), signal);
		expect(sink.messages).toHaveLength(3);
		await expect(pauseIssue(context, id, "late")).rejects.toThrow(
			/is complete/,
		);
	});

	describe("with UNSURE=hold", () => {
		beforeEach(() => {
			context = testContext(database, {
				SMTP_CONNECTIONS: "2",
				UNSURE: "hold",
			});
		});
		async function held() {
			const id = await sealedIssue(context, 3);
			let dropped = false;
			sink.fault = ({ phase, recipient }) => {
				if (phase !== "dot" || dropped || !recipient.startsWith("reader2@"))
					return undefined;
				dropped = true;
				return { drop: "reset" };
			};
			const by = sender();
			const report = await sendIssue(by, id, { signal, wait: true });
			expect(report).toMatchObject({
				state: "paused",
				counts: { accepted: 2, unsure: 1 },
			});
			expect(by.told[0]).toMatch(/1 may or may not have gone out/);
			context.clock.advance(3_600_000);
			await sendDueIssues(by, signal);
			expect(sink.messages).toHaveLength(3);
			return id;
		}

		it("waits for a person, who sends again with the same bytes", async () => {
			const id = await held();
			const issue = await issueById(context.db, id);
			if (!issue) throw new Error("no issue");
			expect(await reopenMissing(context, issue)).toBe(1);
			await sendIssue(sender(), id, { signal });
			const copies = sink.messages.filter((one) =>
				one.recipient.startsWith("reader2@"),
			);
			expect(copies).toHaveLength(2);
			expect(copies[1]?.raw).toEqual(copies[0]?.raw);
			expect((await issueById(context.db, id))?.state).toBe("complete");
		});

		it("or who lets it be", async () => {
			const id = await held();
			const issue = await issueById(context.db, id);
			if (!issue) throw new Error("no issue");
			expect(await leaveUnsure(context, issue)).toBe(1);
			await resumeIssue(context, id);
			const { state, counts } = await sendIssue(sender(), id, { signal });
			expect(state).toBe("complete");
			expect(counts).toMatchObject({ accepted: 2, expired: 1 });
			expect(sink.messages).toHaveLength(3);
		});
	});

	it("--missing reaches those who should have got it and did not, and only those", async () => {
		const id = await sealedIssue(context, 5);
		sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT") return undefined;
			if (recipient.startsWith("reader1@")) return { reply: "450 4.2.1 never" };
			if (recipient.startsWith("reader2@")) return { reply: "550 5.1.1 gone" };
			return undefined;
		};
		await sendIssue(sender(), id, { signal, wait: true });
		// A row that was lost somehow, for somebody who was active at the seal.
		await context.db
			.deleteFrom("deliveries")
			.where("subscriber_id", "=", 3)
			.execute();
		sink.fault = () => undefined;
		sink.messages.length = 0;
		const issue = await issueById(context.db, id);
		if (!issue) throw new Error("no issue");
		expect(await reopenMissing(context, issue)).toBe(2);
		await sendIssue(sender(), id, { signal });
		expect(sink.messages.map((one) => one.recipient).sort()).toEqual([
			"reader1@example.com",
			"reader3@example.com",
		]);
		expect(await reopenMissing(context, issue)).toBe(0);
	});

	it("explains every fate from the ledger, with each SMTP reply", async () => {
		const id = await sealedIssue(context, 4);
		let asked = 0;
		sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT") return undefined;
			if (recipient.startsWith("reader2@")) return { reply: "550 5.1.1 gone" };
			if (recipient.startsWith("reader3@") && asked++ === 0)
				return { reply: "451 4.7.1 later" };
			return undefined;
		};
		expect((await explain(id, 1)).answer).toMatch(/waiting its turn/);
		await sendIssue(sender(), id, { signal, wait: true });
		expect((await explain(id, 1)).answer).toMatch(
			/took it on .* at the first attempt: “250/,
		);
		expect((await explain(id, 1)).attempts).toEqual([]);
		expect((await explain(id, 2)).answer).toMatch(
			/refused it for good .* “550 5.1.1 gone”/,
		);
		const third = await explain(id, 3);
		expect(third.answer).toMatch(/at attempt 2/);
		expect(third.attempts.map((one) => [one.result, one.said])).toEqual([
			["deferred", "451 4.7.1 later"],
			["accepted", expect.stringMatching(/^250/)],
		]);
	});
});
