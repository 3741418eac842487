import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runDueJobs } from "../../jobs/scheduler.ts";
import { sealedContent } from "../../src/issue/content/sealed.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";

const HOUR = 3_600_000;
const signal = new AbortController().signal;

/** The clock begins on Friday 20 November; issues are drafted on Tuesdays at 05:00 and sent at 09:00. */
describeDatabases("the schedule", (database) => {
	let app: TestApp;
	afterEach(() => app.dispose());

	async function begin(env: Record<string, string>) {
		app = await testApp(database, env);
		await seedSubscribers(app.db, 3);
		await runDueJobs(app, signal);
	}
	async function tickAt(instant: string) {
		app.clock.set(instant);
		await runDueJobs(app, signal);
	}
	async function issues() {
		return app.db
			.selectFrom("issues")
			.select(["number", "state", "slot", "note", "approved_by"])
			.orderBy("id")
			.execute();
	}
	async function inMailbox(): Promise<number> {
		return (await app.mailbox())?.count() ?? 0;
	}

	describe("with AUTO_APPROVE", () => {
		beforeEach(() => begin({ AUTO_APPROVE: "true" }));

		it("drafts and sends one issue each week", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await seedComparison(app.db, "two", "2026-11-28T00:00:00.000Z");
			expect(await issues()).toEqual([]);
			await tickAt("2026-11-24T04:59:00.000Z");
			expect(await issues()).toEqual([]);
			await tickAt("2026-11-24T05:00:00.000Z");
			expect(await issues()).toMatchObject([
				{ number: 1, state: "approved", approved_by: "auto" },
			]);
			await tickAt("2026-11-24T08:59:59.000Z");
			expect(await inMailbox()).toBe(0);
			await tickAt("2026-11-24T09:00:00.000Z");
			await tickAt("2026-11-24T09:01:00.000Z");
			expect(await inMailbox()).toBe(3);
			await tickAt("2026-12-01T05:00:00.000Z");
			await tickAt("2026-12-01T09:00:00.000Z");
			expect(await issues()).toMatchObject([
				{ number: 1, state: "complete" },
				{ number: 2, state: "complete" },
			]);
			expect(await inMailbox()).toBe(6);
		});

		it("doesn't draft or send twice when the clock goes back", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T09:00:00.000Z");
			expect(await inMailbox()).toBe(3);
			await seedComparison(app.db, "two", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T04:00:00.000Z");
			await tickAt("2026-11-24T05:00:00.000Z");
			await tickAt("2026-11-24T09:00:00.000Z");
			expect(await issues()).toHaveLength(1);
			expect(await inMailbox()).toBe(3);
		});

		it("makes one issue after a month without running, and notes that its send time was missed", async () => {
			for (const day of ["22", "29"])
				await seedComparison(app.db, `d${day}`, `2026-11-${day}T00:00:00.000Z`);
			await seedComparison(app.db, "december", "2026-12-20T00:00:00.000Z");
			await tickAt("2026-12-24T12:00:00.000Z");
			const [issue, ...others] = await issues();
			expect(others).toEqual([]);
			expect(issue).toMatchObject({
				state: "draft",
				slot: "2026-12-22T09:00:00.000Z",
			});
			expect(issue?.note).toMatch(/was missed by more than 12 hours/);
			expect(await inMailbox()).toBe(0);
			// The editor's approval sends it.
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt("2026-12-24T12:01:00.000Z");
			expect(await inMailbox()).toBe(3);
		});

		it("sends an issue late when it did not run for a few hours", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T15:00:00.000Z");
			expect(await inMailbox()).toBe(3);
		});

		it("records a thin week once", async () => {
			await tickAt("2026-11-24T05:00:00.000Z");
			await tickAt("2026-11-24T05:01:00.000Z");
			expect(await issues()).toMatchObject([
				{ number: null, state: "skipped", slot: "2026-11-24T09:00:00.000Z" },
			]);
			const [run] = await app.db
				.selectFrom("job_runs")
				.selectAll()
				.where("job", "=", "draft-issue")
				.execute();
			expect(run).toMatchObject({ state: "done", attempts: 1 });
			expect(run?.result).toMatch(/No new comparisons/);
		});

		it("does not draft an issue for a slot before it was installed", async () => {
			await seedComparison(app.db, "one", "2026-11-16T00:00:00.000Z");
			await tickAt("2026-11-21T00:00:00.000Z");
			expect(await issues()).toEqual([]);
		});

		it("does not run a job that another worker runs, until that worker's lease has ended", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await app.db
				.insertInto("job_runs")
				.values({
					job: "draft-issue",
					due_at: "2026-11-24T09:00:00.000Z",
					state: "running",
					attempts: 1,
					claimed_by: "elsewhere:1:x",
					claimed_until: "2026-11-24T05:09:00.000Z",
					started_at: "2026-11-24T04:59:00.000Z",
					finished_at: null,
					result: null,
				})
				.execute();
			await tickAt("2026-11-24T05:00:00.000Z");
			expect(await issues()).toEqual([]);
			// Its lease has ended.
			await tickAt("2026-11-24T05:10:00.000Z");
			expect(await issues()).toHaveLength(1);
		});
	});

	describe("without AUTO_APPROVE", () => {
		beforeEach(() => begin({}));

		it("drafts an issue and sends it only after the editor approved it", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T05:00:00.000Z");
			await tickAt("2026-11-24T09:00:00.000Z");
			expect(await issues()).toMatchObject([{ state: "draft" }]);
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt("2026-11-24T09:00:30.000Z");
			expect(await issues()).toMatchObject([{ state: "complete" }]);
			expect(await inMailbox()).toBe(3);
		});

		it("does not send an approved issue a day late, until it is approved again", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T05:00:00.000Z");
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt("2026-11-25T09:00:00.000Z");
			const [issue] = await issues();
			expect(issue).toMatchObject({ state: "approved" });
			expect(issue?.note).toMatch(/was not sent\. Approve it again/);
			expect(await inMailbox()).toBe(0);
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt(
				new Date(Date.parse("2026-11-25T09:00:00Z") + HOUR).toISOString(),
			);
			expect(await inMailbox()).toBe(3);
		});

		it("sends an issue that was drafted and approved by hand at the time of its slot", async () => {
			await seedComparison(app.db, "one", "2026-11-19T00:00:00.000Z");
			await tickAt("2026-11-21T12:00:00.000Z");
			await draftIssue(app);
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt("2026-11-24T05:00:00.000Z");
			expect(await inMailbox()).toBe(0);
			await tickAt("2026-11-24T09:00:00.000Z");
			expect(await issues()).toMatchObject([{ state: "complete", note: null }]);
			expect(await inMailbox()).toBe(3);
			const content = await sealedContent(app.db, 1);
			expect(content?.dateLine).toBe("24 November 2026");
		});

		it("continues an issue that was sealed and whose sender was killed", async () => {
			await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
			await tickAt("2026-11-24T05:00:00.000Z");
			await approveIssue(app, app.preflight, 1, "editor");
			await tickAt("2026-11-24T08:00:00.000Z");
			const { sealIssue } = await import("../../src/issue/life/seal.ts");
			await sealIssue(app, app.preflight, 1);
			await tickAt("2026-11-24T08:01:00.000Z");
			expect(await issues()).toMatchObject([{ state: "complete" }]);
		});
	});
});
