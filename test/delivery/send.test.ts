import { describe, expect, it } from "vitest";
import { claimDeliveries } from "../../src/db/delivery/claims.ts";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { dueDeliveries } from "../../src/db/delivery/due-deliveries.ts";
import { updateIssue } from "../../src/db/issue/issue-changes.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type { SendOptions } from "../../src/delivery/sender.ts";
import { cancelIssue } from "../../src/issue/life/cancel.ts";
import { unsubscribe } from "../../src/subscriber/leaving/unsubscribe.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedTool } from "../support/seed.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const RECIPIENTS = 23;

function neverStopped(): SendOptions {
	return { signal: new AbortController().signal };
}

function recipients(sink: Sink): string[] {
	return sink
		.accepted()
		.map((message) => message.recipient)
		.sort();
}

describeDatabases("sending", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "3" });

	it("sends every recipient one message, and the counts add up", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		const seen: number[] = [];
		const report = await sendIssue(suite.sender(), id, {
			...neverStopped(),
			onProgress: (counts) => seen.push(counts.final),
		});
		expect(report).toMatchObject({
			state: "complete",
			counts: {
				recipients: RECIPIENTS,
				accepted: RECIPIENTS,
				final: RECIPIENTS,
				open: 0,
			},
		});
		expect(new Set(recipients(suite.sink)).size).toBe(RECIPIENTS);
		expect(suite.sink.messages).toHaveLength(RECIPIENTS);
		expect(suite.sink.connections).toBeLessThanOrEqual(3);
		expect(seen.at(-1)).toBe(RECIPIENTS);
		expect(suite.sink.messages[0]?.sender).toBe("digest@example.com");
	});

	it("a complete issue again sends nothing", async () => {
		const id = await sealedIssue(suite.context, 3);
		const sender = suite.sender();
		await sendIssue(sender, id, neverStopped());
		const again = await sendIssue(sender, id, neverStopped());
		expect(again.state).toBe("complete");
		expect(suite.sink.messages).toHaveLength(3);
	});

	it("finishes the messages in flight when it is stopped, and continues later without a second copy", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		const stop = new AbortController();
		suite.sink.fault = () => {
			if (suite.sink.accepted().length === 7) stop.abort();
			return undefined;
		};
		const first = await sendIssue(suite.sender(), id, {
			signal: stop.signal,
		});
		expect(first.state).toBe("sending");
		expect(first.counts.claimed + first.counts.unsure).toBe(0);
		expect(first.counts.accepted).toBe(suite.sink.messages.length);
		expect(first.counts.accepted).toBeLessThan(RECIPIENTS);
		await sendIssue(suite.sender(2), id, neverStopped());
		expect(new Set(recipients(suite.sink)).size).toBe(RECIPIENTS);
		expect(suite.sink.messages).toHaveLength(RECIPIENTS);
	});

	it("excludes a subscriber who unsubscribes while the issue is being sent", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		let gone: Promise<unknown> | undefined;
		suite.sink.fault = ({ phase }) => {
			if (phase === "dot")
				gone ??= unsubscribe(
					suite.context.db,
					suite.context.clock,
					RECIPIENTS,
					"one-click",
				);
			return undefined;
		};
		const { state, counts } = await sendIssue(
			suite.sender(),
			id,
			neverStopped(),
		);
		await gone;
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: RECIPIENTS - 1, excluded: 1 });
		expect(recipients(suite.sink)).not.toContain(
			`reader${RECIPIENTS}@example.com`,
		);
	});

	it("tries again after a 4xx reply and never after a 5xx reply", async () => {
		const id = await sealedIssue(suite.context, 5);
		let deferred = 0;
		suite.sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT") return undefined;
			if (recipient.startsWith("reader2@"))
				return { reply: "550 5.1.1 no such user" };
			if (recipient.startsWith("reader3@") && deferred++ < 2)
				return { reply: "451 4.7.0 greylisted" };
			return undefined;
		};
		const started = suite.context.clock.now();
		const { state, counts } = await sendIssue(suite.sender(), id, {
			...neverStopped(),
			wait: true,
		});
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: 4, refused: 1, deferred: 0 });
		expect(deferred).toBe(3);
		const waited = Date.parse(suite.context.clock.now()) - Date.parse(started);
		expect(waited).toBeGreaterThan((5 + 15) * 60_000 * 0.8);
		const refused = await suite.context.db
			.selectFrom("deliveries")
			.select(["smtp_code", "smtp_reply"])
			.where("state", "=", "refused")
			.executeTakeFirst();
		expect(refused).toEqual({
			smtp_code: 550,
			smtp_reply: "550 5.1.1 no such user",
		});
	});

	it("leaves deferred deliveries for later without the option to wait", async () => {
		const id = await sealedIssue(suite.context, 2);
		suite.sink.once("RCPT", { reply: "450 4.2.1 later" });
		const { state, counts } = await sendIssue(
			suite.sender(),
			id,
			neverStopped(),
		);
		expect(state).toBe("sending");
		expect(counts).toMatchObject({ accepted: 1, deferred: 1 });
	});

	it("gives up a deferred delivery after a day", async () => {
		const id = await sealedIssue(suite.context, 2);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && recipient.startsWith("reader1@")
				? { reply: "450 4.2.1 never" }
				: undefined;
		const { state, counts } = await sendIssue(suite.sender(), id, {
			...neverStopped(),
			wait: true,
		});
		expect(state).toBe("complete");
		expect(counts).toMatchObject({ accepted: 1, expired: 1 });
	});

	it("pauses after a policy refusal and refuses no recipient", async () => {
		const id = await sealedIssue(suite.context, 9);
		suite.sink.fault = ({ phase }) =>
			phase === "dot" ? { reply: "550 5.7.1 looks like spam" } : undefined;
		const { state, note, counts } = await sendIssue(
			suite.sender(),
			id,
			neverStopped(),
		);
		expect(state).toBe("paused");
		expect(note).toContain("5.7.1 looks like spam");
		expect(counts).toMatchObject({ refused: 0, pending: 9 });
		expect(suite.sink.messages.length).toBeLessThanOrEqual(3);
		suite.sink.fault = () => undefined;
		const resumed = await sendIssue(suite.sender(), id, {
			...neverStopped(),
			resume: true,
		});
		expect(resumed).toMatchObject({ state: "complete", note: null });
	});

	it("pauses when the server is gone, and reaches every recipient after resuming", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		await suite.sink.close();
		const { state, note, counts } = await sendIssue(
			suite.sender(),
			id,
			neverStopped(),
		);
		expect(state).toBe("paused");
		expect(note).toMatch(/The SMTP server fails: .* continues automatically/);
		expect(counts.pending).toBe(RECIPIENTS);
		suite.sink = await startSink();
		await sendIssue(suite.sender(), id, {
			...neverStopped(),
			resume: true,
		});
		expect(new Set(recipients(suite.sink)).size).toBe(RECIPIENTS);
	});

	it("stops at once when another process pauses the issue, and excludes the rest when it is cancelled", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		let paused: Promise<boolean> | undefined;
		suite.sink.fault = ({ phase }) => {
			if (phase === "dot" && suite.sink.messages.length >= 4)
				paused ??= updateIssue(suite.context.db, id, ["sending"], {
					state: "paused",
					updated_at: suite.context.clock.now(),
				});
			return undefined;
		};
		const report = await sendIssue(suite.sender(), id, neverStopped());
		expect(await paused).toBe(true);
		expect(report.state).toBe("paused");
		expect(report.counts.accepted).toBe(suite.sink.messages.length);
		expect(suite.sink.messages.length).toBeLessThan(RECIPIENTS);
		await cancelIssue(suite.context, id, "enough");
		const end = await countByState(suite.context.db, id);
		expect(end).toEqual({
			accepted: report.counts.accepted,
			excluded: RECIPIENTS - report.counts.accepted,
		});
		// Some have received it, so the number stays with this issue.
		expect((await issueById(suite.context.db, id))?.number).toBe(1);
	});

	describe("an unsure message", () => {
		it("is sent again with the same bytes, even when the reader's bookmarks have changed", async () => {
			const id = await sealedIssue(suite.context, 3);
			let dropped = false;
			suite.sink.fault = ({ phase, recipient }) => {
				if (phase !== "dot" || dropped || !recipient.startsWith("reader2@"))
					return undefined;
				dropped = true;
				return { drop: "reset" };
			};
			const first = await sendIssue(suite.sender(), id, neverStopped());
			expect(first.counts).toMatchObject({ accepted: 2, unsure: 1 });
			const tool = await seedTool(suite.context.db, "Newly saved");
			await suite.context.db
				.insertInto("bookmarks")
				.values({
					subscriber_id: 2,
					tool_id: tool,
					created_at: suite.context.clock.now(),
				})
				.execute();
			suite.context.clock.advance(60_000);
			await sendIssue(suite.sender(), id, neverStopped());
			const copies = suite.sink.messages.filter((message) =>
				message.recipient.startsWith("reader2@"),
			);
			expect(copies).toHaveLength(2);
			expect(copies[0]?.raw).toEqual(copies[1]?.raw);
			expect((await issueById(suite.context.db, id))?.state).toBe("complete");
		});

		it("is what a killed worker had claimed; a running worker keeps its claim", async () => {
			const id = await sealedIssue(suite.context, 4);
			const now = suite.context.clock.now();
			await suite.context.db.transaction().execute(async (trx) => {
				const due = await dueDeliveries(trx, id, ["pending"], now, 2);
				for (const [index, delivery] of due.entries())
					await claimDeliveries(
						trx,
						id,
						[
							{
								subscriberId: delivery.subscriber_id,
								reader: JSON.stringify({
									name: "Frozen",
									address: delivery.email,
									bookmarks: [],
									bookmarksTotal: 0,
									unsubscribeUrl: "https://digest.example.com/unsubscribe/x",
								}),
							},
						],
						{
							worker: index === 0 ? "here//:77:dead" : "here//:88:alive",
							until: "2026-11-20T12:30:00.000Z",
							now,
						},
					);
			});
			const sender = suite.sender(1, (pid) => pid === 88);
			const { state, counts } = await sendIssue(sender, id, neverStopped());
			expect(state).toBe("sending");
			expect(counts).toMatchObject({ accepted: 3, claimed: 1 });
			expect(
				suite.sink.messages.filter((message) => message.raw.includes("Frozen")),
			).toHaveLength(1);
			// After its lease has expired, its claim is freed as well.
			suite.context.clock.advance(41 * 60_000);
			const end = await sendIssue(sender, id, neverStopped());
			expect(end).toMatchObject({ state: "complete", counts: { accepted: 4 } });
		});
	});
});

describeDatabases("two workers at once", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "3" });

	it("share an issue without sending a second copy", async () => {
		const id = await sealedIssue(suite.context, 60);
		const options = neverStopped();
		await Promise.all([
			sendIssue(suite.sender(1), id, options),
			sendIssue(suite.sender(2), id, options),
		]);
		expect(suite.sink.messages).toHaveLength(60);
		expect(new Set(recipients(suite.sink)).size).toBe(60);
		expect((await issueById(suite.context.db, id))?.state).toBe("complete");
	});
});
