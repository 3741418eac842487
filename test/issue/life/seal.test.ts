import { expect, it } from "vitest";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { sealedContent } from "../../../src/issue/content/sealed.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { freezeRest } from "../../../src/issue/life/freeze.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { failingAt } from "../../support/schema.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

describeDatabases("sealing an issue", (database) => {
	async function approved(subscribers = 2) {
		const context = testContext(database);
		await seedSubscribers(context.db, subscribers);
		await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		return { context, id: issue.id };
	}

	it("refuses content that was edited and approved again while it was compiled", async () => {
		const { context, id } = await approved();
		const slow: typeof plainRenderer = {
			...plainRenderer,
			async compile(content) {
				const compiled = await plainRenderer.compile(content);
				await editIssue(context, id, { subject: "New words" });
				await approveIssue(context, nothingFound, id, "editor");
				return compiled;
			},
		};
		await expect(
			sealIssue({ ...context, renderer: slow }, nothingFound, id),
		).rejects.toThrow(/has changed since it was approved/);
		expect(await sealedContent(context.db, id)).toBeNull();
		await sealIssue(context, nothingFound, id);
		expect((await sealedContent(context.db, id))?.subject).toBe("New words");
	});

	it("refuses an issue that no message can be made from, and leaves it approved so that it can be fixed", async () => {
		const { context, id } = await approved();
		const broken: typeof plainRenderer = {
			...plainRenderer,
			open() {
				throw new Error("This can't stand in a header");
			},
		};
		await expect(
			sealIssue({ ...context, renderer: broken }, nothingFound, id),
		).rejects.toThrow(/header/);
		expect((await sealIssue(context, nothingFound, id)).state).toBe("sealed");
	});

	it("freezes everybody once in pieces, whatever statement a kill comes before", async () => {
		const { context, id } = await approved(11);
		await context.db
			.updateTable("subscribers")
			.set({ state: "unsubscribed" })
			.where("id", "in", [4, 5, 6])
			.execute();
		await context.db
			.updateTable("subscribers")
			.set({ paused_until: "2030-01-01T00:00:00.000Z" })
			.where("id", "=", 8)
			.execute();
		const seal = (db = context.db) =>
			sealIssue({ ...context, db }, nothingFound, id, { piece: 2 });
		const frozen = async () => {
			const issue = await issueById(context.db, id);
			const rows = await context.db
				.selectFrom("deliveries")
				.select(["subscriber_id", "state"])
				.orderBy("subscriber_id")
				.execute();
			expect(rows.length).toBe(issue?.recipients ?? 0);
			expect(issue?.state).toBe(rows.length > 0 ? "sealed" : "approved");
			return { ends: issue?.frozen_to ?? null, rows };
		};
		const stops = new Set<number | null>();
		for (let round = 1; ; round++) {
			// Once it is sealed, a dozen statements are a piece and the beginning of the next.
			const isSealed = (await frozen()).rows.length > 0;
			const failing = failingAt(
				context.db,
				isSealed ? 2 + (round % 12) : round,
			);
			await seal(failing.db).catch((error) => {
				if (!failing.reached()) throw error;
			});
			stops.add((await frozen()).ends);
			if (!failing.reached()) break;
		}
		expect(stops.size).toBeGreaterThan(3);
		const { ends, rows } = await frozen();
		expect(ends).toBeNull();
		expect(rows.map(({ subscriber_id }) => subscriber_id)).toEqual([
			1, 2, 3, 7, 8, 9, 10, 11,
		]);
		expect(rows.find(({ state }) => state === "excluded")).toEqual({
			subscriber_id: 8,
			state: "excluded",
		});
	});

	it("is finished by several processes together, and by whoever sends", async () => {
		const { context, id } = await approved(22);
		const seal = () => sealIssue(context, nothingFound, id, { piece: 3 });
		const failing = failingAt(context.db, 60);
		await sealIssue({ ...context, db: failing.db }, nothingFound, id, {
			piece: 1,
		}).catch(() => {});
		expect((await issueById(context.db, id))?.frozen_to).toBeGreaterThan(0);
		const all = await Promise.all([seal(), seal(), seal()]);
		expect(all.map(({ recipients }) => recipients)).toEqual([22, 22, 22]);
		expect((await countByState(context.db, id)).pending).toBe(22);
	});

	it("gives an issue that is cancelled between two pieces no more recipients", async () => {
		const { context, id } = await approved(22);
		const failing = failingAt(context.db, 60);
		await sealIssue({ ...context, db: failing.db }, nothingFound, id, {
			piece: 1,
		}).catch(() => {});
		const before = (await issueById(context.db, id))?.recipients ?? 0;
		expect(before).toBeGreaterThan(0);
		await cancelIssue(context, id, "no");
		await freezeRest(context, id);
		expect((await issueById(context.db, id))?.recipients).toBe(before);
		expect(await countByState(context.db, id)).toMatchObject({
			excluded: before,
		});
	});

	it("says that a cancelled or skipped issue can't be sent", async () => {
		const { context, id } = await approved();
		await cancelIssue(context, id, "no");
		await expect(sealIssue(context, nothingFound, id)).rejects.toThrow(
			/id:1 is cancelled and can't be sent/,
		);
		await context.db.updateTable("issues").set({ state: "skipped" }).execute();
		await expect(sealIssue(context, nothingFound, id)).rejects.toThrow(
			/id:1 is skipped and can't be sent/,
		);
	});
});
