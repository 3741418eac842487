import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDeliveries } from "../../src/db/delivery/claim-batch.ts";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { dueDeliveries } from "../../src/db/delivery/due-deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { cancelIssue } from "../../src/issue/life/cancel.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const signal = new AbortController().signal;

describeDatabases("every delivery comes to an end", (database) => {
	let sink: Sink;
	let context: TestContext;
	beforeEach(async () => {
		sink = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: "2" });
	});
	afterEach(() => sink.close());

	it("also when the server always dies at the final dot: a handful of copies in a day, then it expires", async () => {
		const id = await sealedIssue(context, 5);
		sink.fault = ({ phase, recipient }) => {
			if (sink.messages.length > 40) return { reply: "550 enough" };
			return phase === "dot" && recipient.startsWith("reader2@")
				? { drop: "reset" }
				: undefined;
		};
		const { state, counts } = await sendIssue(
			testSender(context, sink.url),
			id,
			{
				signal,
				wait: true,
			},
		);
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: 4, expired: 1, unsure: 0 });
		const copies = sink.messages.filter((one) =>
			one.recipient.startsWith("reader2@"),
		);
		expect(copies.length).toBeLessThan(15);
		const row = await context.db
			.selectFrom("deliveries")
			.select("reason")
			.where("state", "=", "expired")
			.executeTakeFirstOrThrow();
		expect(row.reason).toContain("may have arrived");
	});

	it("and the sender does not wait for deferred ones when the issue is paused", async () => {
		const id = await sealedIssue(context, 6);
		let answered = 0;
		sink.fault = ({ phase }) => {
			if (phase === "RCPT" && ++answered === 1)
				return { reply: "450 4.2.1 later" };
			return phase === "dot" ? { reply: "550 5.7.1 spam" } : undefined;
		};
		const started = context.clock.now();
		const { state, counts } = await sendIssue(
			testSender(context, sink.url),
			id,
			{
				signal,
				wait: true,
			},
		);
		expect(state).toBe("paused");
		expect(counts.deferred).toBe(1);
		expect(context.clock.now()).toBe(started);
	});

	describe("in an issue that is cancelled while messages are in a worker's hands", () => {
		/** One delivery claimed by each of these workers. */
		async function claim(id: number, ...workers: string[]) {
			await context.db.transaction().execute(async (trx) => {
				const now = context.clock.now();
				const due = await dueDeliveries(trx, id, ["pending"], now, 2);
				for (const [index, worker] of workers.entries())
					await claimDeliveries(
						trx,
						id,
						due.slice(index, index + 1).map(({ subscriber_id }) => ({
							subscriberId: subscriber_id,
							reader: "{}",
						})),
						{ worker, until: "2026-11-20T12:40:00.000Z", now },
					);
			});
		}

		it("keeps the number, for they may be read", async () => {
			const id = await sealedIssue(context, 3);
			await claim(id, "here//:88:alive");
			await cancelIssue(context, id, "wrong prices");
			expect((await issueById(context.db, id))?.number).toBe(1);
		});

		it("excludes what comes back from the server for another try", async () => {
			const id = await sealedIssue(context, 1);
			let cancelled: Promise<unknown> | undefined;
			sink.fault = ({ phase }) => {
				if (phase !== "RCPT") return undefined;
				cancelled ??= cancelIssue(context, id, "wrong prices");
				return { reply: "450 4.2.1 later" };
			};
			await sendIssue(testSender(context, sink.url), id, { signal });
			await cancelled;
			expect(await countByState(context.db, id)).toEqual({ excluded: 1 });
		});

		it("excludes what a worker held who was killed, and says that it may have arrived", async () => {
			const id = await sealedIssue(context, 3);
			await claim(id, "here//:77:dead", "here//:88:alive");
			await cancelIssue(context, id, "wrong prices");
			const sender = testSender(context, sink.url, 1, (pid) => pid === 88);
			await sendDueIssues(sender, signal);
			expect(await countByState(context.db, id)).toEqual({
				claimed: 1,
				excluded: 2,
			});
			const reasons = await context.db
				.selectFrom("deliveries")
				.select("reason")
				.where("state", "=", "excluded")
				.orderBy("subscriber_id")
				.execute();
			expect(reasons.map((one) => one.reason)).toEqual([
				"issue cancelled; it may have arrived",
				"issue cancelled",
			]);
			expect(sink.messages).toHaveLength(0);
		});
	});

	it("with the same Message-ID, though MAIL_FROM was changed between two tries", async () => {
		const id = await sealedIssue(context, 1);
		sink.once("dot", { drop: "reset" });
		await sendIssue(testSender(context, sink.url), id, { signal });
		const moved = testContext(
			database,
			{ MAIL_FROM: "News <news@bücher.example>" },
			context.clock,
		);
		moved.clock.advance(60_000);
		await sendIssue(testSender(moved, sink.url), id, { signal });
		const [first, second, ...others] = sink.messages;
		expect(others).toEqual([]);
		expect(second?.raw.toString()).toBe(first?.raw.toString());
	});
});
