import { beforeEach, describe, expect, it } from "vitest";
import { deliveryOf } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import {
	leaveUnsure,
	reopenMissing,
} from "../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { pauseIssue, resumeIssue } from "../../src/issue/life/pause.ts";
import { testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";
import { startSink } from "../support/smtp-sink.ts";

const signal = new AbortController().signal;

describeDatabases("an issue that is being sent", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

	/** A sender that records its notices to the editor. */
	function sender() {
		const notices: string[] = [];
		return {
			...suite.sender(),
			notify: async (_subject: string, text: string) => {
				notices.push(text);
			},
			notices,
		};
	}

	describe("through a relay that fails", () => {
		it("is paused, notifies the editor once, probes with one message, and continues by itself", async () => {
			const id = await sealedIssue(suite.context, 20);
			const { port } = suite.sink;
			await suite.sink.close();
			const by = sender();
			expect((await sendIssue(by, id, { signal })).state).toBe("paused");
			expect(by.notices).toHaveLength(1);
			expect(by.notices[0]).toMatch(
				/continues automatically once the server works/,
			);
			// Nothing is sent before the probe is due. Then one probe is sent, and fails.
			expect(await sendDueIssues(by, signal)).toBeNull();
			for (let minutes = 0; minutes < 3; minutes++) {
				suite.context.clock.advance(60_000);
				await sendDueIssues(by, signal);
			}
			expect((await issueById(suite.context.db, id))?.state).toBe("paused");
			expect(by.notices).toHaveLength(1);
			expect((await deliveryOf(suite.context.db, id, 1))?.state).toBe(
				"pending",
			);
			suite.sink = await startSink({ port });
			suite.context.clock.advance(30 * 60_000);
			await sendDueIssues(by, signal);
			expect((await issueById(suite.context.db, id))?.state).toBe("complete");
			expect(suite.sink.messages).toHaveLength(20);
			expect(
				await suite.context.db
					.selectFrom("circuit_breakers")
					.selectAll()
					.execute(),
			).toEqual([]);
		});

		it("sends only one message as a probe, even with several lanes", async () => {
			const id = await sealedIssue(suite.context, 20);
			suite.sink.fault = ({ phase }) =>
				phase === "dot" ? { drop: "reset" } : undefined;
			await sendIssue(sender(), id, { signal });
			const before = suite.sink.messages.length;
			suite.context.clock.advance(10 * 60_000);
			await sendDueIssues(sender(), signal);
			expect(suite.sink.messages.length - before).toBe(1);
		});
	});

	it("that a person paused is not continued by the schedule until it is resumed", async () => {
		const id = await sealedIssue(suite.context, 3);
		await pauseIssue(suite.context, id, "Paused by the editor.");
		suite.context.clock.advance(3_600_000);
		expect(await sendDueIssues(sender(), signal)).toBeNull();
		await resumeIssue(suite.context, id);
		await resumeIssue(suite.context, id);
		await sendDueIssues(sender(), signal);
		expect(suite.sink.messages).toHaveLength(3);
		await expect(pauseIssue(suite.context, id, "late")).rejects.toThrow(
			/is complete/,
		);
	});

	describe("with UNSURE=hold", () => {
		beforeEach(() => {
			suite.context = testContext(database, {
				SMTP_CONNECTIONS: "2",
				UNSURE: "hold",
			});
		});
		async function sendUntilHeld() {
			const id = await sealedIssue(suite.context, 3);
			let dropped = false;
			suite.sink.fault = ({ phase, recipient }) => {
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
			expect(by.notices[0]).toMatch(
				/may or may not have been sent: 1\. They are held/,
			);
			suite.context.clock.advance(3_600_000);
			await sendDueIssues(by, signal);
			expect(suite.sink.messages).toHaveLength(3);
			return id;
		}

		it("is paused until a person sends the unsure message again, with the same bytes", async () => {
			const id = await sendUntilHeld();
			const issue = await issueById(suite.context.db, id);
			if (!issue) throw new Error("no issue");
			expect(await reopenMissing(suite.context, issue)).toBe(1);
			await sendIssue(sender(), id, { signal });
			const copies = suite.sink.messages.filter((one) =>
				one.recipient.startsWith("reader2@"),
			);
			expect(copies).toHaveLength(2);
			expect(copies[1]?.raw).toEqual(copies[0]?.raw);
			expect((await issueById(suite.context.db, id))?.state).toBe("complete");
		});

		it("is paused until a person decides to leave the unsure message as it is", async () => {
			const id = await sendUntilHeld();
			const issue = await issueById(suite.context.db, id);
			if (!issue) throw new Error("no issue");
			expect(await leaveUnsure(suite.context, issue)).toBe(1);
			await resumeIssue(suite.context, id);
			const { state, counts } = await sendIssue(sender(), id, { signal });
			expect(state).toBe("complete");
			expect(counts).toMatchObject({ accepted: 2, expired: 1 });
			expect(suite.sink.messages).toHaveLength(3);
		});
	});
});
