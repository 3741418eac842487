import { expect, it } from "vitest";
import { updateIssue } from "../../../src/db/issue/issue-changes.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { upcomingIssue } from "../../../src/issue/content/upcoming.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { currentSlot } from "../../../src/issue/week/schedule.ts";
import { importedHistory } from "../../../src/issue/week/select-week.ts";
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

	/** One issue sealed on 24 November, with a window that began on 17 November. */
	async function afterFirstIssue(database: Parameters<typeof testContext>[0]) {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
		await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
		return context;
	}

	/** Each comparison of an issue with its place and its reason. */
	async function told(context: TestContext, id: number) {
		return (await itemsOf(context.db, id)).map(
			(item) => `${item.slug} ${item.place} ${item.reason_code}`,
		);
	}

	it("if it was published weeks before its window and imported late, and only once", async () => {
		const context = await afterFirstIssue(database);
		await seedComparison(context.db, "two", "2026-11-28T00:00:00.000Z");
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		await sealAt(context, "2026-12-01T09:00:00.000Z", second.issue.id);
		await seedComparison(context.db, "late", "2026-11-18T00:00:00.000Z", {
			createdAt: "2026-12-03T00:00:00.000Z",
		});
		const third = await draftAt(context, "2026-12-08T05:00:00.000Z");
		const [item] = await itemsOf(context.db, third.issue.id);
		expect(item).toMatchObject({ slug: "late", place: "lead" });
		expect(item?.reason).toContain("it came in too late for the last issue");
		await sealAt(context, "2026-12-08T09:00:00.000Z", third.issue.id);
		const fourth = await draftAt(context, "2026-12-15T05:00:00.000Z");
		expect(await told(context, fourth.issue.id)).toEqual([]);
	});

	it("if it is published in the future, in the issue of that week and in none before", async () => {
		const context = await afterFirstIssue(database);
		await seedComparison(context.db, "two", "2026-11-28T00:00:00.000Z");
		await seedComparison(context.db, "future", "2026-12-05T00:00:00.000Z", {
			createdAt: "2026-11-25T00:00:00.000Z",
		});
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		expect(await told(context, second.issue.id)).toEqual(["two lead lead"]);
		await sealAt(context, "2026-12-01T09:00:00.000Z", second.issue.id);
		const third = await draftAt(context, "2026-12-08T05:00:00.000Z");
		expect(await told(context, third.issue.id)).toEqual(["future lead lead"]);
	});

	it("if its time was in the future and is then corrected to a week that is over", async () => {
		const context = await afterFirstIssue(database);
		const { id } = await seedComparison(
			context.db,
			"moved",
			"2027-11-18T00:00:00.000Z",
			{ createdAt: "2026-11-20T00:00:00.000Z" },
		);
		await context.db
			.updateTable("comparisons")
			.set({ published_at: "2026-11-18T00:00:00.000Z" })
			.where("id", "=", id)
			.execute();
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		expect(await told(context, second.issue.id)).toEqual(["moved lead lead"]);
	});

	it("once, in the issue of its week, if its time was moved behind the window of a draft that has it", async () => {
		const context = await afterFirstIssue(database);
		for (const name of ["stays", "moved", "held"])
			await seedComparison(
				context.db,
				name,
				"2026-11-28T00:00:00.000Z",
				name === "held" ? { weight: -1 } : {},
			);
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		await context.db
			.updateTable("comparisons")
			.set({ published_at: "2026-12-12T00:00:00.000Z", weight: 0 })
			.where("slug", "in", ["moved", "held"])
			.execute();
		const { content } = await upcomingIssue(context);
		expect(JSON.stringify(content)).not.toMatch(/moved|held/);
		await sealAt(context, "2026-12-01T09:00:00.000Z", second.issue.id);
		expect((await told(context, second.issue.id)).sort()).toEqual([
			"held passed held-back",
			"moved passed later",
			"stays lead lead",
		]);
		await seedComparison(context.db, "three", "2026-12-05T00:00:00.000Z");
		const third = await draftAt(context, "2026-12-08T05:00:00.000Z");
		expect(await told(context, third.issue.id)).toEqual(["three lead lead"]);
		await sealAt(context, "2026-12-08T09:00:00.000Z", third.issue.id);
		const fourth = await draftAt(context, "2026-12-15T05:00:00.000Z");
		expect((await told(context, fourth.issue.id)).sort()).toEqual([
			"held lead lead",
			"moved lead lead",
		]);
	});

	it("if it was published at the very end of a window, in the issue after it", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		await seedComparison(context.db, "end", "2026-11-24T05:00:00.000Z");
		const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
		expect(first.issue.window_end).toBe("2026-11-24T05:00:00.000Z");
		expect(await told(context, first.issue.id)).toEqual(["one lead lead"]);
		await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		expect(await told(context, second.issue.id)).toEqual(["end lead lead"]);
	});

	it.each(["roll-over", "skip"])(
		"if it was imported after a thin week that its publication belongs to, with THIN_WEEK=%s",
		async (thinWeek) => {
			const context = testContext(database, { THIN_WEEK: thinWeek });
			await seedSubscribers(context.db, 1);
			await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
			const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
			await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
			const thin = await draftAt(context, "2026-12-01T05:00:00.000Z");
			expect(thin.outcome).toBe("skipped");
			await seedComparison(context.db, "late", "2026-11-28T00:00:00.000Z", {
				createdAt: "2026-12-02T00:00:00.000Z",
			});
			await seedComparison(context.db, "later", "2026-11-19T00:00:00.000Z", {
				createdAt: "2026-12-02T00:00:00.000Z",
			});
			const next = await draftAt(context, "2026-12-08T05:00:00.000Z");
			expect((await told(context, next.issue.id)).sort()).toEqual([
				"late lead lead",
				"later lead lead",
			]);
		},
	);

	it("or gets a reason once, if it is older than the first window, whenever it was imported", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "old", "2026-10-01T00:00:00.000Z", {
			createdAt: "2026-11-23T00:00:00.000Z",
		});
		await seedComparison(context.db, "one", "2026-11-22T00:00:00.000Z");
		const first = await draftAt(context, "2026-11-24T05:00:00.000Z");
		expect(await told(context, first.issue.id)).toEqual([
			"one lead lead",
			"old passed before-first",
		]);
		await sealAt(context, "2026-11-24T09:00:00.000Z", first.issue.id);
		await seedComparison(context.db, "two", "2026-11-28T00:00:00.000Z");
		await seedComparison(context.db, "older", "2026-09-01T00:00:00.000Z", {
			createdAt: "2026-11-29T00:00:00.000Z",
		});
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		expect(await told(context, second.issue.id)).toEqual([
			"two lead lead",
			"older passed before-first",
		]);
		expect(
			await importedHistory(
				context.db,
				context.config,
				"2026-11-29T00:00:00.000Z",
				context.clock.now(),
			),
		).toEqual({ count: 1, firstStart: first.issue.window_start });
	});

	it("never twice because it was updated", async () => {
		const context = await afterFirstIssue(database);
		await context.db
			.updateTable("comparisons")
			.set({ updated_at: "2026-11-29T00:00:00.000Z", weight: 5 })
			.where("slug", "=", "one")
			.execute();
		const second = await draftAt(context, "2026-12-01T05:00:00.000Z");
		expect(second.outcome).toBe("skipped");
		expect(await told(context, second.issue.id)).toEqual([]);
	});

	it("in one issue exactly or with a reason in one, whatever its times are", async () => {
		const DAY = 86_400_000;
		const begin = Date.parse("2026-11-24T05:00:00.000Z");
		const at = (day: number) => new Date(begin + day * DAY).toISOString();
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "first", at(-1));
		// A publication and an import every 3 days and 5 days, before and after each other.
		const plan: { name: string; published: number; imported: number }[] = [];
		for (let published = -12; published <= 26; published += 3)
			for (let imported = -2; imported <= 26; imported += 5)
				plan.push({ name: `p${published}i${imported}`, published, imported });
		const times = new Map<string, number>();
		for (let week = 0; week <= 5; week++) {
			for (const one of plan.filter(
				({ imported }) => imported < 7 * week && imported >= 7 * (week - 1),
			))
				await seedComparison(context.db, one.name, at(one.published), {
					createdAt: at(one.imported),
				});
			const { issue, outcome } = await draftAt(context, at(7 * week));
			for (const { slug } of await itemsOf(context.db, issue.id))
				times.set(slug, (times.get(slug) ?? 0) + 1);
			if (outcome === "drafted")
				await sealAt(
					context,
					new Date(begin + 7 * week * DAY + 4 * 3_600_000).toISOString(),
					issue.id,
				);
		}
		for (const { name } of plan)
			expect([name, times.get(name)]).toEqual([name, 1]);
	});
});
