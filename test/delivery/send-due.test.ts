import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { updateIssue } from "../../src/db/issue/issue-changes.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import type { Sender } from "../../src/delivery/sender.ts";
import { sealedContent } from "../../src/issue/content/sealed.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { currentSlot } from "../../src/issue/week/schedule.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers, setVotes } from "../support/seed.ts";
import { testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const signal = new AbortController().signal;

describeDatabases(
	"an approved issue that has changed at its send time",
	(database) => {
		let sink: Sink;
		let context: TestContext;
		let sender: Sender;
		let tool: number;
		let id: number;
		beforeEach(async () => {
			sink = await startSink();
			context = testContext(database);
			sender = testSender(context, sink.url);
			await seedSubscribers(context.db, 3);
			({ left: tool } = await seedComparison(
				context.db,
				"one",
				"2026-11-22T00:00:00.000Z",
			));
			({ id } = await draftAt("2026-11-24T05:00:00.000Z"));
		});
		afterEach(() => sink.close());

		async function draftAt(now: string) {
			context.clock.set(now);
			const slot = currentSlot(context.config, now);
			return (await draftIssue(context, { slot })).issue;
		}
		/** Drafts are made on Tuesdays at 05:00 UTC and sent at 09:00. */
		async function changeAfterApproval(by: "auto" | "editor") {
			await approveIssue(context, nothingFound, id, by);
			await setVotes(context.db, tool, "----");
			context.clock.set("2026-11-24T09:00:00.000Z");
		}

		it("is sent as it is now when AUTO_APPROVE had approved it", async () => {
			await changeAfterApproval("auto");
			await sendDueIssues(sender, signal);
			expect(await issueById(context.db, id)).toMatchObject({
				state: "complete",
			});
			expect(sink.messages).toHaveLength(3);
			const content = await sealedContent(context.db, id);
			expect(content?.leads[0]?.left.panel.verdict).toBe("skip");
		});

		it("and cannot be sealed for a defect leaves the stack in the log, once", async () => {
			const lines: { err?: { stack?: string } }[] = [];
			const log = pino({}, { write: (line) => lines.push(JSON.parse(line)) });
			await changeAfterApproval("auto");
			const broken: Sender = {
				...sender,
				log,
				preflight: async () => {
					throw new TypeError("x is undefined");
				},
			};
			await sendDueIssues(broken, signal);
			await sendDueIssues(broken, signal);
			expect(lines.map(({ err }) => err?.stack)).toEqual([
				expect.stringMatching(/send-due\.test\.ts/),
			]);
		});

		it("waits for the editor who approved it, and its note says so", async () => {
			await changeAfterApproval("editor");
			expect(await sendDueIssues(sender, signal)).toMatch(
				/issue 1 did not go out/,
			);
			const issue = await issueById(context.db, id);
			expect(issue?.state).toBe("approved");
			expect(issue?.note).toMatch(/has changed since it was approved/);
			// Reported once, not every minute.
			expect(await sendDueIssues(sender, signal)).toBeNull();
			expect(sink.messages).toHaveLength(0);
			await approveIssue(context, nothingFound, id, "editor");
			await sendDueIssues(sender, signal);
			expect(await issueById(context.db, id)).toMatchObject({
				state: "complete",
				note: null,
			});
		});

		it("does not stop an earlier issue", async () => {
			await approveIssue(context, nothingFound, id, "editor");
			await sealIssue(context, nothingFound, id);
			await updateIssue(context.db, id, ["sealed"], {
				state: "sending",
				updated_at: context.clock.now(),
			});
			const { left } = await seedComparison(
				context.db,
				"two",
				"2026-11-28T00:00:00.000Z",
			);
			const next = await draftAt("2026-12-01T05:00:00.000Z");
			await approveIssue(context, nothingFound, next.id, "editor");
			await setVotes(context.db, left, "----");
			context.clock.set("2026-12-01T09:00:00.000Z");
			await sendDueIssues(sender, signal);
			expect((await issueById(context.db, id))?.state).toBe("complete");
			expect((await issueById(context.db, next.id))?.state).toBe("approved");
		});
	},
);
