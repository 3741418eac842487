import { afterEach, expect, it } from "vitest";
import { runDueJobs } from "../../jobs/scheduler.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { staleApproval } from "../../src/issue/differences/stale-approval.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";

const signal = new AbortController().signal;
const EDITOR = "ed@example.com";

/** Drafts are due on Tuesday 24 November at 05:00 and sent at 09:00. */
describeDatabases("the editor", (database) => {
	let app: TestApp;
	afterEach(() => app.dispose());

	async function begin(env: Record<string, string> = {}) {
		app = await testApp(database, { EDITOR_ADDRESS: EDITOR, ...env });
		await seedSubscribers(app.db, 3);
		await runDueJobs(app, signal);
		await seedComparison(app.db, "one", "2026-11-22T00:00:00.000Z");
	}
	/** Twice, as after a restart. */
	async function tickAt(instant: string) {
		app.clock.set(instant);
		await runDueJobs(app, signal);
		await runDueJobs(app, signal);
	}
	async function notices() {
		return app.db
			.selectFrom("notices")
			.select(["headline", "message", "sent_at"])
			.orderBy("created_at")
			.execute();
	}
	const approve = () => approveIssue(app, app.preflight, 1, "editor");

	it("hears that a draft waits, with the time by which to approve it, and of its end, each once", async () => {
		await begin();
		await tickAt("2026-11-24T05:00:00.000Z");
		await approve();
		await tickAt("2026-11-24T09:00:00.000Z");
		const all = await notices();
		expect(all.map(({ headline }) => headline)).toEqual([
			"Issue 1 waits for your approval",
			"Issue 1 is complete",
		]);
		expect(all[0]?.message).toContain("by Tue 24 Nov 2026, 09:00 UTC");
		expect(all[1]?.message).toBe("Of 3 recipients: 3 accepted.");
		expect(all.every(({ sent_at }) => sent_at !== null)).toBe(true);
		const box = await app.mailbox();
		expect(box?.count()).toBe(3 + 2);
	});

	it("hears before the send time that the approval no longer holds, and what changed", async () => {
		await begin();
		await tickAt("2026-11-24T05:00:00.000Z");
		await approve();
		await app.db
			.updateTable("tools")
			.set({ entry_price: "$25" })
			.where("slug", "=", "one-left")
			.execute();
		await tickAt("2026-11-24T06:00:00.000Z");
		await tickAt("2026-11-24T09:00:00.000Z");
		const stale = (await notices()).filter(({ headline }) =>
			headline.includes("no longer holds"),
		);
		expect(stale).toHaveLength(1);
		expect(stale[0]?.message).toContain("Price of one Left: Free → $25.");
		expect(stale[0]?.message).toContain("Tue 24 Nov 2026, 09:00 UTC");
		await approve();
		const issue = await issueById(app.db, 1);
		expect(issue && (await staleApproval(app, issue))).toEqual([]);
	});

	it("hears that a send time was missed", async () => {
		await begin();
		await tickAt("2026-11-24T05:00:00.000Z");
		await approve();
		await tickAt("2026-11-25T09:00:00.000Z");
		expect((await notices()).map(({ headline }) => headline)).toEqual([
			"Issue 1 waits for your approval",
			"Issue 1 missed its send time",
		]);
	});

	it("hears once a day that a job fails", async () => {
		await begin({ AUTO_APPROVE: "true" });
		const broken = { ...app, sender: () => Promise.reject(new Error("boom")) };
		await runDueJobs(broken, signal);
		await runDueJobs(broken, signal);
		expect(await notices()).toMatchObject([
			{
				headline: "The job send-issue failed",
				message: expect.stringContaining("boom"),
			},
		]);
	});

	it("gets no mail while EDITOR_ADDRESS is not set", async () => {
		await begin({ EDITOR_ADDRESS: "" });
		await tickAt("2026-11-24T05:00:00.000Z");
		expect(await notices()).toMatchObject([{ sent_at: null }]);
		expect((await app.mailbox())?.count()).toBe(0);
	});
});
