import { expect, it } from "vitest";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { updateIssue } from "../../../src/db/issue/issues.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { currentSlot } from "../../../src/issue/week/schedule.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

/** Issues are drafted on Tuesdays at 05:00 UTC and go out at 09:00. */
describeDatabases("a comparison reaches an issue", (database) => {
	async function draftAt(context: TestContext, now: string) {
		context.clock.set(now);
		return draftIssue(context, { slot: currentSlot(context.config, now) });
	}

	async function sealAt(context: TestContext, now: string, id: number) {
		context.clock.set(now);
		await approveIssue(context, nothingFound, id, "editor");
		await sealIssue(context, nothingFound, id);
	}

	async function slugs(context: TestContext, id: number): Promise<string[]> {
		return (await itemsOf(context.db, id)).map((item) => item.slug).sort();
	}

	it("if it was imported between the draft and the seal of the issue before", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
		await seedComparison(context.db, "between", "2026-11-23T00:00:00.000Z", {
			createdAt: "2026-11-24T06:00:00.000Z",
		});
		await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		const [item] = await itemsOf(context.db, second.issue.id);
		expect(item).toMatchObject({ slug: "between", place: "lead" });
		expect(item?.reason).toContain("it came in too late for the last issue");
	});

	it("if it was published in a thin week before the first issue", async () => {
		const context = testContext(database, { MINIMUM_COMPARISONS: "3" });
		for (const [name, at] of [
			["one", "2026-11-22"],
			["two", "2026-11-28"],
			["three", "2026-12-05"],
		] as const)
			await seedComparison(context.db, name, `${at}T00:00:00.000Z`);
		const weeks = ["2026-11-24", "2026-12-01", "2026-12-08"];
		const outcomes = [];
		for (const day of weeks)
			outcomes.push(await draftAt(context, `${day}T05:00:00.000Z`));
		expect(outcomes.map((one) => one.outcome)).toEqual([
			"skipped",
			"skipped",
			"drafted",
		]);
		expect(await slugs(context, outcomes[2]?.issue.id ?? 0)).toEqual([
			"one",
			"three",
			"two",
		]);
	});

	it("if it was in a first draft that was not approved for weeks", async () => {
		const context = testContext(database);
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		await seedComparison(context.db, "two", "2026-12-05T00:00:00.000Z");
		await draftAt(context, "2026-11-24T05:00:00.000Z");
		const later = await draftAt(context, "2026-12-08T05:00:00.000Z");
		expect(later.outcome).toBe("updated");
		expect(await slugs(context, later.issue.id)).toEqual(["one", "two"]);
	});

	it("if its issue was cancelled after the next issue was sealed", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		await seedComparison(context.db, "two", "2026-11-28T00:00:00.000Z");
		const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
		await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
		await updateIssue(context.db, first.issue.id, ["sealed"], {
			state: "paused",
			updated_at: context.clock.now(),
		});
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		await sealAt(context, "2026-12-01T09:00:00.000Z", second.issue.id);
		await cancelIssue(context, first.issue.id, "the relay was down for a week");
		const third = await draftAt(context, "2026-12-08T05:00:00.000Z");
		const [item, ...others] = await itemsOf(context.db, third.issue.id);
		expect(item?.slug).toBe("one");
		expect(item?.reason).toContain("the issue that held it was cancelled");
		expect(others).toEqual([]);
		await sealAt(context, "2026-12-08T09:00:00.000Z", third.issue.id);
		const fourth = await draftAt(context, "2026-12-15T05:00:00.000Z");
		expect(fourth.outcome).toBe("skipped");
	});
});
