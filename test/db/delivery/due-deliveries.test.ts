import { expect, it } from "vitest";
import { OPEN_STATES } from "../../../src/db/delivery/delivery-states.ts";
import {
	type DueDelivery,
	dueDeliveries,
	dueDeliveriesOf,
} from "../../../src/db/delivery/due-deliveries.ts";
import type { DeliveryState } from "../../../src/db/delivery-tables.ts";
import type { Trx } from "../../../src/db/schema.ts";
import { shift } from "../../../src/time/clock.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedTool } from "../../support/seed.ts";
import { sealedIssue } from "../../support/sending.ts";

const NOW = "2026-11-20T12:00:00.000Z";
const EARLIER = shift(NOW, -1);
const LATER = shift(NOW, 1);

describeDatabases("due deliveries", (database) => {
	/** A sealed issue with one delivery in each of these states. */
	async function issueWith(
		...states: [DeliveryState, next?: string | null][]
	): Promise<number> {
		const id = await sealedIssue(testContext(database), states.length);
		for (const [index, [state, next = null]] of states.entries())
			await database.db
				.updateTable("deliveries")
				.set({ state, next_attempt_at: next })
				.where("issue_id", "=", id)
				.where("subscriber_id", "=", index + 1)
				.execute();
		return id;
	}

	const inTransaction = (work: (trx: Trx) => Promise<DueDelivery[]>) =>
		database.db.transaction().execute(work);

	const due = (id: number, limit: number, states = OPEN_STATES) =>
		inTransaction((trx) => dueDeliveries(trx, id, states, NOW, limit));
	const among = (id: number, ids: number[], states = OPEN_STATES) =>
		inTransaction((trx) => dueDeliveriesOf(trx, id, states, NOW, ids));
	const ids = (rows: readonly DueDelivery[]) =>
		rows.map((row) => row.subscriber_id);

	it("are open and their time has come, pending ones first, each state in its order", async () => {
		const id = await issueWith(
			["unsure", EARLIER],
			["deferred", NOW],
			["deferred", EARLIER],
			["deferred", LATER],
			["pending"],
			["pending"],
			["unsure"],
			["unsure", LATER],
		);
		expect(ids(await due(id, 100))).toEqual([5, 6, 3, 2, 7, 1]);
		expect(ids(await due(id, 3))).toEqual([5, 6, 3]);
		expect(ids(await due(id, 100, ["unsure"]))).toEqual([7, 1]);
		expect(ids(await among(id, [1, 2, 4, 5, 8, 99])).sort()).toEqual([1, 2, 5]);
		expect(ids(await among(id, [1, 2, 5], ["pending"]))).toEqual([5]);
		expect(await among(id, [])).toEqual([]);
	});

	it("do not include deliveries that have ended or are claimed", async () => {
		const id = await issueWith(
			["accepted"],
			["refused"],
			["expired"],
			["excluded"],
			["claimed"],
		);
		expect(await due(id, 100)).toEqual([]);
		expect(await among(id, [1, 2, 3, 4, 5])).toEqual([]);
	});

	it("do not include subscribers who left or deliveries of another issue", async () => {
		const id = await issueWith(["pending"], ["pending"], ["pending"]);
		await database.db
			.updateTable("subscribers")
			.set({ state: "unsubscribed" })
			.where("id", "=", 2)
			.execute();
		expect(ids(await due(id, 100))).toEqual([1, 3]);
		expect(ids(await among(id, [1, 2, 3])).sort()).toEqual([1, 3]);
		expect(await due(id + 1, 100)).toEqual([]);
	});

	it("come with what merging needs: address, the reader merged before, whether there are bookmarks", async () => {
		const id = await issueWith(["pending"], ["unsure"]);
		await database.db
			.updateTable("deliveries")
			.set({ reader: "{}", fence: 2, attempts: 1 })
			.where("subscriber_id", "=", 2)
			.execute();
		await database.db
			.insertInto("bookmarks")
			.values({
				subscriber_id: 1,
				tool_id: await seedTool(database.db, "Kept"),
				created_at: NOW,
			})
			.execute();
		const rows = await due(id, 100);
		expect(rows).toMatchObject([
			{ email: "reader1@example.com", reader: null, fence: 0, saved: 1 },
			{ email: "reader2@example.com", reader: "{}", fence: 2, saved: 0 },
		]);
		expect(
			(await among(id, [2, 1])).toSorted(
				(one, other) => one.subscriber_id - other.subscriber_id,
			),
		).toEqual(rows);
	});
});
