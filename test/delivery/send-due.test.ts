import { afterEach, beforeEach, expect, it } from "vitest";
import { issueById, updateIssue } from "../../src/db/issue/issues.ts";
import type { Sender } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { sealedContent } from "../../src/issue/content/sealed.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { currentSlot } from "../../src/issue/week/week.ts";
import { describeDatabases } from "../support/databases.ts";
import {
	type TestIssueContext,
	testIssueContext,
} from "../support/issue-context.ts";
import { plainRenderer } from "../support/renderer.ts";
import { seedComparison, seedSubscribers, setVotes } from "../support/seed.ts";
import { testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const signal = new AbortController().signal;

/** Drafted on Tuesdays at 05:00 UTC, sent at 09:00. */
describeDatabases(
	"what was approved and has changed at its send time",
	(database) => {
		let sink: Sink;
		let desk: TestIssueContext;
		let sender: Sender;
		let tool: number;
		let id: number;
		beforeEach(async () => {
			sink = await startSink();
			desk = testIssueContext(database);
			sender = testSender(desk, sink.url);
			await seedSubscribers(desk.db, 3);
			({ left: tool } = await seedComparison(
				desk.db,
				"one",
				"2026-11-22T00:00:00.000Z",
			));
			({ id } = await draftAt("2026-11-24T05:00:00.000Z"));
		});
		afterEach(() => sink.close());

		async function draftAt(now: string) {
			desk.clock.set(now);
			const slot = currentSlot(desk.config, now);
			return (await draftIssue(desk, { slot })).issue;
		}
		async function changedAt0900(by: "auto" | "editor") {
			await approveIssue(desk, plainRenderer, id, by);
			await setVotes(desk.db, tool, "----");
			desk.clock.set("2026-11-24T09:00:00.000Z");
		}

		it("goes out as it is now, when nobody but AUTO_APPROVE had looked at it", async () => {
			await changedAt0900("auto");
			await sendDueIssues(sender, signal);
			expect(await issueById(desk.db, id)).toMatchObject({ state: "complete" });
			expect(sink.messages).toHaveLength(3);
			const content = await sealedContent(desk.db, id);
			expect(content?.leads[0]?.left.panel.verdict).toBe("skip");
		});

		it("waits for the editor who approved it, and the issue says so", async () => {
			await changedAt0900("editor");
			expect(await sendDueIssues(sender, signal)).toMatch(
				/issue 1 did not go out/,
			);
			const issue = await issueById(desk.db, id);
			expect(issue?.state).toBe("approved");
			expect(issue?.note).toMatch(/has changed since it was approved/);
			// Told once, not every minute.
			expect(await sendDueIssues(sender, signal)).toBeNull();
			expect(sink.messages).toHaveLength(0);
			await approveIssue(desk, plainRenderer, id, "editor");
			await sendDueIssues(sender, signal);
			expect(await issueById(desk.db, id)).toMatchObject({
				state: "complete",
				note: null,
			});
		});

		it("does not keep an earlier issue from going on", async () => {
			await approveIssue(desk, plainRenderer, id, "editor");
			await sealIssue(desk, plainRenderer, id);
			await updateIssue(desk.db, id, ["sealed"], {
				state: "sending",
				updated_at: desk.clock.now(),
			});
			const { left } = await seedComparison(
				desk.db,
				"two",
				"2026-11-28T00:00:00.000Z",
			);
			const next = await draftAt("2026-12-01T05:00:00.000Z");
			await approveIssue(desk, plainRenderer, next.id, "editor");
			await setVotes(desk.db, left, "----");
			desk.clock.set("2026-12-01T09:00:00.000Z");
			await sendDueIssues(sender, signal);
			expect((await issueById(desk.db, id))?.state).toBe("complete");
			expect((await issueById(desk.db, next.id))?.state).toBe("approved");
		});
	},
);
