import { beforeEach, expect, it } from "vitest";
import { reasonsLeftOut } from "../../../src/db/delivery/deliveries.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { countAudience } from "../../../src/db/subscriber/subscriber-export.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../../src/delivery/explain.ts";
import { planIssue } from "../../../src/delivery/rates/plan-issue.ts";
import { reopenMissing } from "../../../src/delivery/resend-missing.ts";
import { recipientTerms } from "../../../src/issue/content/recipients.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

const LEFT_OUT = "nothing in their categories";

describeDatabases("the categories that a subscriber chose", (database) => {
	let context: TestContext;
	let ids: number[];

	async function set(index: number, values: Record<string, unknown>) {
		await context.db
			.updateTable("subscribers")
			.set(values)
			.where("id", "=", ids[index] ?? 0)
			.execute();
	}

	beforeEach(async () => {
		context = testContext(database);
		ids = await seedSubscribers(context.db, 8);
		await set(1, { categories: '["Design","ÉCRITURE & \\"Voice\\""]' });
		await set(2, { categories: '["Design"]' });
		await set(3, { categories: '["Design"]', paused_until: "2027-06-01" });
		await set(4, { categories: "[]" });
		// A part of a name is not the name.
		await set(5, { categories: '["Voice"]' });
		await set(6, { categories: '["Robotics"]' });
		await set(7, { categories: '["Design"]', state: "unsubscribed" });
		const { left } = await seedComparison(
			context.db,
			"one",
			"2026-11-19T00:00:00.000Z",
		);
		await context.db
			.updateTable("tools")
			.set({ category: 'Écriture & "Voice"' })
			.where("id", "=", left)
			.execute();
	});

	async function draft() {
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		return issue.id;
	}

	async function explained(issueId: number, index: number): Promise<string> {
		const issue = await issueById(context.db, issueId);
		const subscriber = await subscriberById(context.db, ids[index] ?? 0);
		if (!issue || !subscriber) throw new Error("nobody to explain");
		const now = context.clock.now();
		return (await explainDelivery(context.db, issue, subscriber, now)).answer;
	}

	it("exclude exactly those subscribers whose categories are not in the issue, and the reason is recorded", async () => {
		const id = await draft();
		expect(await explained(id, 1)).toMatch(/they will get it/);
		expect(await explained(id, 2)).toMatch(
			/nothing in their categories: they will not get it/,
		);
		const issue = await issueById(context.db, id);
		if (!issue) throw new Error("no issue");
		const meant = await countAudience(
			context.db,
			await recipientTerms(context, issue),
		);
		expect(meant).toBe(3);
		expect((await planIssue(context, [], issue))?.left).toBe(3);

		expect((await sealIssue(context, nothingFound, id)).recipients).toBe(7);
		const rows = await context.db
			.selectFrom("deliveries")
			.select(["subscriber_id", "state", "reason"])
			.orderBy("subscriber_id")
			.execute();
		expect(
			rows.map((row) => [
				ids.indexOf(row.subscriber_id),
				row.state,
				row.reason,
			]),
		).toEqual([
			[0, "pending", null],
			[1, "pending", null],
			[2, "excluded", LEFT_OUT],
			[3, "excluded", "paused until 2027-06-01"],
			[4, "pending", null],
			[5, "excluded", LEFT_OUT],
			[6, "excluded", LEFT_OUT],
		]);
		expect(await explained(id, 2)).toMatch(
			/It was left out on .*: nothing in their categories\./,
		);
		expect(await reasonsLeftOut(context.db, id)).toEqual([
			{ reason: LEFT_OUT, count: 3 },
			{ reason: "paused until 2027-06-01", count: 1 },
		]);
	});

	it("are compared with the sealed issue, not the catalog, when it is resent to missing subscribers", async () => {
		const id = await draft();
		const sealed = await sealIssue(context, nothingFound, id);
		await context.db.updateTable("tools").set({ category: "Design" }).execute();
		expect(await reopenMissing(context, sealed)).toBe(0);
		await context.db.deleteFrom("deliveries").execute();
		expect(await explained(id, 2)).toMatch(
			/no delivery, and the issue has nothing in their categories/,
		);
		expect(await reopenMissing(context, sealed)).toBe(3);
		const rows = await context.db
			.selectFrom("deliveries")
			.select("subscriber_id")
			.orderBy("subscriber_id")
			.execute();
		expect(rows.map((row) => ids.indexOf(row.subscriber_id))).toEqual([
			0, 1, 4,
		]);
	});
});
