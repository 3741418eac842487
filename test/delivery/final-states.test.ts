import { describe, expect, it } from "vitest";
import { claimDeliveries } from "../../src/db/delivery/claims.ts";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { dueDeliveries } from "../../src/db/delivery/due-deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { cancelIssue } from "../../src/issue/life/cancel.ts";
import { testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp, testSender } from "../support/sending.ts";

const signal = new AbortController().signal;

describeDatabases("a delivery", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	it("expires after a day and fewer than 15 copies when the server always dies at the final dot", async () => {
		const id = await sealedIssue(suite.context, 5);
		suite.sink.fault = ({ phase, recipient }) => {
			if (suite.sink.messages.length > 40) return { reply: "550 enough" };
			return phase === "dot" && recipient.startsWith("reader2@")
				? { drop: "reset" }
				: undefined;
		};
		const { state, counts } = await sendIssue(suite.sender(), id, {
			signal,
			wait: true,
		});
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: 4, expired: 1, unsure: 0 });
		const copies = suite.sink.messages.filter((one) =>
			one.recipient.startsWith("reader2@"),
		);
		expect(copies.length).toBeLessThan(15);
		const row = await suite.context.db
			.selectFrom("deliveries")
			.select("reason")
			.where("state", "=", "expired")
			.executeTakeFirstOrThrow();
		expect(row.reason).toContain("may have arrived");
	});

	it("that is deferred is not waited for when the issue is paused", async () => {
		const id = await sealedIssue(suite.context, 6);
		let answered = 0;
		suite.sink.fault = ({ phase }) => {
			if (phase === "RCPT" && ++answered === 1)
				return { reply: "450 4.2.1 later" };
			return phase === "dot" ? { reply: "550 5.7.1 spam" } : undefined;
		};
		const started = suite.context.clock.now();
		const { state, counts } = await sendIssue(suite.sender(), id, {
			signal,
			wait: true,
		});
		expect(state).toBe("paused");
		expect(counts.deferred).toBe(1);
		expect(suite.context.clock.now()).toBe(started);
	});

	describe("of an issue that is cancelled while deliveries are claimed", () => {
		/** One delivery claimed by each of these workers. */
		async function claim(id: number, ...workers: string[]) {
			await suite.context.db.transaction().execute(async (trx) => {
				const now = suite.context.clock.now();
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

		it("leaves the issue its number, because its messages may have been read", async () => {
			const id = await sealedIssue(suite.context, 3);
			await claim(id, "here//:88:alive");
			await cancelIssue(suite.context, id, "wrong prices");
			expect((await issueById(suite.context.db, id))?.number).toBe(1);
		});

		it("is excluded when the server defers it", async () => {
			const id = await sealedIssue(suite.context, 1);
			let cancelled: Promise<unknown> | undefined;
			suite.sink.fault = ({ phase }) => {
				if (phase !== "RCPT") return undefined;
				cancelled ??= cancelIssue(suite.context, id, "wrong prices");
				return { reply: "450 4.2.1 later" };
			};
			await sendIssue(suite.sender(), id, { signal });
			await cancelled;
			expect(await countByState(suite.context.db, id)).toEqual({ excluded: 1 });
		});

		it("is excluded when its worker was killed, with the reason that it may have arrived", async () => {
			const id = await sealedIssue(suite.context, 3);
			await claim(id, "here//:77:dead", "here//:88:alive");
			await cancelIssue(suite.context, id, "wrong prices");
			const sender = suite.sender(1, (pid) => pid === 88);
			await sendDueIssues(sender, signal);
			expect(await countByState(suite.context.db, id)).toEqual({
				claimed: 1,
				excluded: 2,
			});
			const reasons = await suite.context.db
				.selectFrom("deliveries")
				.select("reason")
				.where("state", "=", "excluded")
				.orderBy("subscriber_id")
				.execute();
			expect(reasons.map((one) => one.reason)).toEqual([
				"issue cancelled; it may have arrived",
				"issue cancelled",
			]);
			expect(suite.sink.messages).toHaveLength(0);
		});
	});

	it("has the same Message-ID at each attempt, even when MAIL_FROM was changed in between", async () => {
		const id = await sealedIssue(suite.context, 1);
		suite.sink.once("dot", { drop: "reset" });
		await sendIssue(suite.sender(), id, { signal });
		const moved = testContext(
			database,
			{ MAIL_FROM: "News <news@bücher.example>" },
			suite.context.clock,
		);
		moved.clock.advance(60_000);
		await sendIssue(testSender(moved, suite.sink.url), id, { signal });
		const [first, second, ...others] = suite.sink.messages;
		expect(others).toEqual([]);
		expect(second?.raw.toString()).toBe(first?.raw.toString());
	});
});
