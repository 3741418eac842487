import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { termsOf } from "../../src/audience/audience-terms.ts";
import { insertMissing } from "../../src/db/delivery/resend-missing.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { subscribersWhere } from "../../src/db/subscriber/subscriber-export.ts";
import { subscriberById } from "../../src/db/subscriber/subscribers.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { describeDatabases } from "../support/databases.ts";
import { type TestDesk, testDesk } from "../support/issue-context.ts";
import { plainRenderer } from "../support/renderer.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";

describeDatabases("an audience", (database) => {
	let desk: TestDesk;
	let ids: number[];

	beforeEach(async () => {
		desk = testDesk(database);
		ids = await seedSubscribers(desk.db, 4);
		const set = (index: number, values: Record<string, unknown>) =>
			desk.db
				.updateTable("subscribers")
				.set(values)
				.where("id", "=", ids[index] ?? 0)
				.execute();
		await set(0, { lens: "skeptic", format: "full" });
		await set(1, { lens: "skeptic", format: "brief" });
		await set(2, { categories: '["AI, \\"Voice\\""]', state: "pending" });
		await set(3, { categories: '["Design"]', created_at: "2026-01-01" });
		await seedComparison(desk.db, "one", "2026-11-19T00:00:00.000Z");
	});

	async function meant(filter: string): Promise<number[]> {
		const rows = await subscribersWhere(
			desk.db,
			termsOf(filter, desk.clock.now()),
			{ after: 0, limit: 10 },
		);
		return rows.map((row) => ids.indexOf(row.id));
	}

	it("means those whom its filter describes", async () => {
		const states = ["accepted", "refused", "expired", "refused"] as const;
		for (const [index, state] of states.entries()) {
			const { id } = await desk.db
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
			await desk.db
				.insertInto("deliveries")
				.values({
					issue_id: id,
					subscriber_id: ids[0] ?? 0,
					state,
					updated_at: `2026-0${index + 1}-01T00:00:00.000Z`,
				})
				.execute();
		}
		await desk.db
			.updateTable("subscribers")
			.set({ accepted_at: "2026-09-01T00:00:00.000Z" })
			.where("id", "=", ids[3] ?? 0)
			.execute();
		expect(await meant("")).toEqual([0, 1, 2, 3]);
		expect(await meant("lens=skeptic format!=brief")).toEqual([0]);
		expect(await meant("lens=panel")).toEqual([2, 3]);
		expect(await meant("lens!=skeptic")).toEqual([2, 3]);
		expect(await meant("state=pending,active bounces<1")).toEqual([1, 2, 3]);
		expect(await meant("bounces>=3")).toEqual([0]);
		expect(await meant("accepted=never")).toEqual([1, 2]);
		expect(await meant("accepted<6m")).toEqual([0]);
		expect(await meant("accepted>2026-08-31")).toEqual([3]);
		expect(await meant("joined<2026-06-01")).toEqual([3]);
		expect(await meant('category="AI, \\"Voice\\""')).toEqual([0, 1, 2]);
		expect(await meant("category=Design")).toEqual([0, 1, 3]);
		expect(await meant("suppressed=no suppressed!=bounce")).toHaveLength(4);
	});

	it("limits an issue: approved with it, frozen at the seal, told to those outside", async () => {
		const { issue } = await draftIssue(desk);
		const { id } = issue;
		const audience = "lens = skeptic  format=full";
		expect((await editIssue(desk, id, { audience })).audience).toBe(
			"lens=skeptic format=full",
		);
		const approved = await approveIssue(desk, plainRenderer, id, "editor");
		// As by a hand in the database: the approval was for another audience.
		await desk.db
			.updateTable("issues")
			.set({ audience: "lens=skeptic" })
			.execute();
		await expect(sealIssue(desk, plainRenderer, id)).rejects.toThrow(
			/has changed since it was approved/,
		);
		await desk.db
			.updateTable("issues")
			.set({ audience: approved.audience })
			.execute();
		expect(await explained(id, 1)).toMatch(
			/audience is lens=skeptic format=full, which they do not match/,
		);

		const sealed = await sealIssue(desk, plainRenderer, id);
		expect(sealed.recipients).toBe(1);
		const to = await desk.db
			.selectFrom("deliveries")
			.select("subscriber_id")
			.where("issue_id", "=", id)
			.execute();
		expect(to).toEqual([{ subscriber_id: ids[0] }]);
		expect(await explained(id, 1)).toMatch(/its audience was lens=skeptic format=full/);
		expect(
			await desk.db
				.transaction()
				.execute((trx) =>
					insertMissing(
						trx,
						id,
						sealed.sealed_at ?? "",
						desk.clock.now(),
						sql<boolean>`false`,
					),
				),
		).toBe(0);
	});

	it("refuses one that is nobody, and a state", async () => {
		const { issue } = await draftIssue(desk);
		await expect(
			editIssue(desk, issue.id, { audience: "state=pending" }),
		).rejects.toThrow(/Remove the state/);
		await editIssue(desk, issue.id, { audience: "lens=founder" });
		await approveIssue(desk, plainRenderer, issue.id, "editor");
		await expect(sealIssue(desk, plainRenderer, issue.id)).rejects.toThrow(
			/No active subscriber matches the audience of issue \d+: lens=founder/,
		);
		expect(
			(await editIssue(desk, issue.id, { audience: null })).audience,
		).toBeNull();
	});

	async function explained(issueId: number, index: number): Promise<string> {
		const issue = await issueById(desk.db, issueId);
		const subscriber = await subscriberById(desk.db, ids[index] ?? 0);
		if (!issue || !subscriber) throw new Error("nobody to explain");
		const { answer } = await explainDelivery(
			desk.db,
			issue,
			subscriber,
			desk.clock.now(),
		);
		return answer;
	}
});
