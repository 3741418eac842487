import { expect, it } from "vitest";
import type { DeliveryState } from "../../../src/db/delivery-tables.ts";
import { adopt } from "../../../src/delivery/adoption.ts";
import { reopenMissing } from "../../../src/delivery/resend-missing.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { deleteExpired } from "../../../src/subscriber/leaving/delete-expired.ts";
import { type TestContext, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, testInstallation } from "../../support/sending.ts";

describeDatabases("an issue that is cancelled", (database) => {
	/** A paused issue whose deliveries are in these states. */
	async function pausedWith(
		context: TestContext,
		...states: DeliveryState[]
	): Promise<number> {
		const id = await sealedIssue(context, states.length);
		for (const [index, state] of states.entries())
			await context.db
				.updateTable("deliveries")
				.set({ state, next_attempt_at: null })
				.where("subscriber_id", "=", index + 1)
				.execute();
		await context.db.updateTable("issues").set({ state: "paused" }).execute();
		return id;
	}

	/** Whether the next draft holds the issue's comparison again. */
	async function isFree(context: TestContext): Promise<boolean> {
		context.clock.advance(60_000);
		return (await draftIssue(context)).outcome === "drafted";
	}

	it.each(["accepted", "claimed", "unsure"] as const)(
		"ends early and keeps its number and its comparisons when a delivery is %s",
		async (state) => {
			const context = testContext(database);
			const id = await pausedWith(context, state, "pending", "deferred");
			const issue = await cancelIssue(context, id, "wrong prices");
			expect(issue).toMatchObject({
				state: "ended",
				number: 1,
				note: `Ended early, ${state === "accepted" ? 1 : 0} of 3 got it: wrong prices`,
			});
			expect(await isFree(context)).toBe(false);
		},
	);

	it.each(["pending", "deferred", "refused", "expired"] as const)(
		"gives its number and its comparisons back when every delivery is %s",
		async (state) => {
			const context = testContext(database);
			const id = await pausedWith(context, state, "pending");
			const issue = await cancelIssue(context, id, "no", { endEarly: false });
			expect(issue).toMatchObject({ state: "cancelled", number: null });
			expect(await isFree(context)).toBe(true);
		},
	);

	it("is refused without the editor's word when somebody got it, and nothing changes", async () => {
		const context = testContext(database);
		const id = await pausedWith(context, "accepted", "deferred");
		await expect(
			cancelIssue(context, id, "no", { endEarly: false }),
		).rejects.toThrow(/1 of 2 recipients have got issue 1.*cancel 1 --yes/);
		const rows = await context.db
			.selectFrom("deliveries")
			.select("state")
			.orderBy("subscriber_id")
			.execute();
		expect(rows.map(({ state }) => state)).toEqual(["accepted", "deferred"]);
	});

	it("ends early when an unsure delivery was opened again since", async () => {
		const context = testContext(database);
		const id = await pausedWith(context, "unsure");
		await context.db
			.insertInto("delivery_attempts")
			.values({
				issue_id: id,
				subscriber_id: 1,
				fence: 1,
				at: context.clock.now(),
				result: "unsure",
				smtp_code: null,
				said: null,
				server: null,
			})
			.execute();
		await reopenMissing(context, { id } as never);
		expect((await cancelIssue(context, id, "no")).state).toBe("ended");
	});

	it("ends early when its deliveries were deleted after RETAIN_DELIVERIES and it was opened again", async () => {
		const context = testContext(database, { RETAIN_DELIVERIES: "1mo" });
		const id = await pausedWith(context, "accepted");
		await context.db
			.updateTable("issues")
			.set({ state: "complete", completed_at: context.clock.now() })
			.execute();
		context.clock.advance(90 * 86_400_000);
		const { deliveries } = await deleteExpired(
			context.db,
			context.clock,
			context.config,
			new AbortController().signal,
		);
		expect(deliveries).toBe(1);
		await context.db.updateTable("issues").set({ state: "paused" }).execute();
		expect((await cancelIssue(context, id, "no")).state).toBe("ended");
	});

	it("ends early when the database was adopted since it was sealed: its original may have sent it", async () => {
		const context = testContext(database);
		const id = await sealedIssue(context, 1);
		await adopt(context, testInstallation("copy"));
		expect((await cancelIssue(context, id, "no")).state).toBe("ended");
	});

	it("is cancelled after all when it ended early and its last message was refused", async () => {
		const context = testContext(database);
		const id = await pausedWith(context, "claimed");
		await cancelIssue(context, id, "no");
		await context.db
			.updateTable("deliveries")
			.set({ state: "refused" })
			.execute();
		expect((await cancelIssue(context, id, "no")).state).toBe("cancelled");
	});

	it("is never sent again once it ended early", async () => {
		const context = testContext(database);
		const id = await pausedWith(context, "accepted", "expired");
		await cancelIssue(context, id, "no");
		await expect(reopenMissing(context, { id } as never)).rejects.toThrow(
			/ended early/,
		);
	});
});
