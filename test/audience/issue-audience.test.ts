import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { audienceQuery } from "../../src/audience/audience-terms.ts";
import { insertMissing } from "../../src/db/delivery/resend-missing.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { subscribersInAudience } from "../../src/db/subscriber/subscriber-export.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";

describeDatabases("an audience", (database) => {
	let context: TestContext;
	let ids: number[];

	beforeEach(async () => {
		context = testContext(database);
		ids = await seedSubscribers(context.db, 4);
		const set = (index: number, values: Record<string, unknown>) =>
			context.db
				.updateTable("subscribers")
				.set(values)
				.where("id", "=", ids[index] ?? 0)
				.execute();
		await set(0, { lens: "skeptic", format: "full" });
		await set(1, { lens: "skeptic", format: "brief", language: "de" });
		await set(2, {
			categories: '["AI, \\"Voice\\""]',
			state: "pending",
			language: "en",
		});
		await set(3, { categories: '["Design"]', created_at: "2026-01-01" });
		await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
	});

	async function selected(filter: string): Promise<number[]> {
		const rows = await subscribersInAudience(
			context.db,
			await audienceQuery(context.db, filter, context.clock.now()),
			{ after: 0, limit: 10 },
		);
		return rows.map((row) => ids.indexOf(row.id));
	}

	it("selects the subscribers that its filter describes", async () => {
		const states = ["accepted", "refused", "expired", "refused"] as const;
		for (const [index, state] of states.entries()) {
			const { id } = await context.db
				.insertInto("issues")
				.values({
					state: "complete",
					window_start: "2026",
					window_end: "2026",
					created_at: "2026",
					updated_at: "2026",
				})
				.returning("id")
				.executeTakeFirstOrThrow();
			await context.db
				.insertInto("deliveries")
				.values({
					issue_id: id,
					subscriber_id: ids[0] ?? 0,
					state,
					updated_at: `2026-0${index + 1}-01T00:00:00.000Z`,
				})
				.execute();
		}
		await context.db
			.updateTable("subscribers")
			.set({ accepted_at: "2026-09-01T00:00:00.000Z" })
			.where("id", "=", ids[3] ?? 0)
			.execute();
		expect(await selected("")).toEqual([0, 1, 2, 3]);
		expect(await selected("lens=skeptic format!=brief")).toEqual([0]);
		expect(await selected("lens=panel")).toEqual([2, 3]);
		expect(await selected("lens!=skeptic")).toEqual([2, 3]);
		expect(await selected("language=de")).toEqual([1]);
		expect(await selected("language!=de")).toEqual([0, 2, 3]);
		expect(await selected("language=de,default")).toEqual([0, 1, 3]);
		expect(await selected("state=pending,active bounces<1")).toEqual([1, 2, 3]);
		expect(await selected("bounces>=3")).toEqual([0]);
		expect(await selected("accepted=never")).toEqual([1, 2]);
		expect(await selected("accepted<6mo")).toEqual([0]);
		expect(await selected("accepted>2026-08-31")).toEqual([3]);
		expect(await selected("joined<2026-06-01")).toEqual([3]);
		expect(await selected('category="AI, \\"Voice\\""')).toEqual([0, 1, 2]);
		expect(await selected("category=Design")).toEqual([0, 1, 3]);
		// Case and composition do not matter, as when the recipients are frozen.
		expect(await selected("category=dESIGN")).toEqual([0, 1, 3]);
		expect(await selected("category!=design")).toEqual([2]);
		expect(await selected("category=designs")).toEqual([0, 1]);
		expect(await selected("suppressed=no suppressed!=bounce")).toHaveLength(4);
	});

	it("is approved with its issue, frozen at the seal, and explained to those outside it", async () => {
		const { issue } = await draftIssue(context);
		const { id } = issue;
		const audience = "lens = skeptic  format=full";
		expect((await editIssue(context, id, { audience })).audience).toBe(
			"lens=skeptic format=full",
		);
		const approved = await approveIssue(context, nothingFound, id, "editor");
		// As by a hand in the database: the approval was for another audience.
		await context.db
			.updateTable("issues")
			.set({ audience: "lens=skeptic" })
			.execute();
		await expect(sealIssue(context, nothingFound, id)).rejects.toThrow(
			/has changed since it was approved/,
		);
		await context.db
			.updateTable("issues")
			.set({ audience: approved.audience })
			.execute();
		expect(await explained(id, 1)).toMatch(
			/audience is lens=skeptic format=full, which they do not match/,
		);

		const sealed = await sealIssue(context, nothingFound, id);
		expect(sealed.recipients).toBe(1);
		const to = await context.db
			.selectFrom("deliveries")
			.select("subscriber_id")
			.where("issue_id", "=", id)
			.execute();
		expect(to).toEqual([{ subscriber_id: ids[0] }]);
		expect(await explained(id, 1)).toMatch(
			/its audience was lens=skeptic format=full/,
		);
		expect(
			await context.db
				.transaction()
				.execute((trx) =>
					insertMissing(
						trx,
						id,
						sealed.sealed_at ?? "",
						context.clock.now(),
						sql<boolean>`false`,
					),
				),
		).toBe(0);
	});

	it("must have a subscriber in it, and name no state", async () => {
		const { issue } = await draftIssue(context);
		await expect(
			editIssue(context, issue.id, { audience: "state=pending" }),
		).rejects.toThrow(/Remove the state/);
		await editIssue(context, issue.id, { audience: "lens=founder" });
		await approveIssue(context, nothingFound, issue.id, "editor");
		await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
			/No active subscriber matches the audience of issue \d+: lens=founder/,
		);
		expect(
			(await editIssue(context, issue.id, { audience: null })).audience,
		).toBeNull();
	});

	async function explained(issueId: number, index: number): Promise<string> {
		const issue = await issueById(context.db, issueId);
		const subscriber = await subscriberById(context.db, ids[index] ?? 0);
		if (!issue || !subscriber) throw new Error("no such issue or subscriber");
		const { answer } = await explainDelivery(
			context.db,
			issue,
			subscriber,
			context.clock.now(),
		);
		return answer;
	}
});
