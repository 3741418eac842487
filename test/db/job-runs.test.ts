import { expect, it } from "vitest";
import {
	claimJobRun,
	finishJobRun,
	lastJobRun,
	renewJobRun,
} from "../../src/db/job-runs.ts";
import { describeDatabases } from "../support/databases.ts";

describeDatabases("a job run", (database) => {
	it("is not taken over from a worker that renews its claim, however long it takes", async () => {
		const { db } = database;
		const due = { job: "retain", dueAt: "2026-11-24T00:00:00.000Z" };
		const alive = () => false;
		const at = (time: string) => `2026-11-24T${time}:00.000Z`;
		await claimJobRun(db, { ...due, worker: "slow", now: at("05:00") }, alive);
		await renewJobRun(db, { ...due, worker: "other", now: at("05:30") });
		await renewJobRun(db, { ...due, worker: "slow", now: at("05:08") });
		const take = (now: string) =>
			claimJobRun(db, { ...due, worker: "new", now: at(now) }, alive);
		expect(await take("05:17")).toBe(false);
		expect(await take("05:19")).toBe(true);
	});

	it("keeps the result of the worker that took it over when the slow first worker fails later", async () => {
		const { db } = database;
		const due = { job: "draft-issue", dueAt: "2026-11-24T09:00:00.000Z" };
		const alive = () => false;
		const at = (time: string) => `2026-11-24T${time}:00.000Z`;
		await claimJobRun(db, { ...due, worker: "slow", now: at("05:00") }, alive);
		expect(
			await claimJobRun(db, { ...due, worker: "new", now: at("05:11") }, alive),
		).toBe(true);
		const end = { ...due, now: at("05:12") };
		await finishJobRun(db, { ...end, worker: "new" }, "done", "drafted");
		await finishJobRun(db, { ...end, worker: "slow" }, "failed", "too late");
		expect(await lastJobRun(db, due.job)).toMatchObject({
			state: "done",
			result: "drafted",
		});
	});
});
