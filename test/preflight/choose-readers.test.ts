import { describe, expect, test } from "vitest";
import {
	medianReader,
	type ReaderTraits,
	unusualReaders,
} from "../../src/db/subscriber/readers.ts";
import { chooseReaders } from "../../src/preflight/choose-readers.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedSubscribers, seedTool } from "../support/seed.ts";

let ids = 0;
function reader(more: Partial<ReaderTraits> = {}): ReaderTraits {
	const id = ++ids;
	return {
		id,
		email: `reader${id}@example.com`,
		name: "Ana",
		lens: null,
		format: "full",
		bookmarks: 0,
		language: null,
		...more,
	};
}

describe("the readers whose copies are checked", () => {
	test("are the median, the one with the largest copy and the most unusual name, each with the reason", () => {
		const median = reader({ bookmarks: 2 });
		const largest = reader({ bookmarks: 34 });
		const unusual = reader({ name: 'فاطمة <b>"Tim"</b>' });
		const chosen = chooseReaders(median, [reader(), largest, unusual]);
		expect(chosen.map((one) => one.reader.id)).toEqual([
			median.id,
			largest.id,
			unusual.id,
		]);
		expect(chosen.map(({ why }) => why)).toEqual([
			"the median: 2 bookmarks",
			"the largest: 34 bookmarks",
			"the most unusual: the name is written from right to left, contains markup, contains quotes or commas",
		]);
	});

	test("contain one person once who is all three", () => {
		const only = reader({ bookmarks: 1 });
		const chosen = chooseReaders(only, [only]);
		expect(chosen).toHaveLength(1);
		expect(chosen[0]?.why).toBe(
			"the median: 1 bookmark; the largest: 1 bookmark; the most unusual: the name has 3 characters",
		);
	});

	test("include one of every cohort that has readers", () => {
		const skeptic = reader({ lens: "skeptic" });
		const brief = reader({ format: "brief", bookmarks: 99 });
		const both = reader({ format: "brief", lens: "founder" });
		const chosen = chooseReaders(reader(), [skeptic, brief, both]);
		const of = (id: number) => chosen.find((one) => one.reader.id === id)?.why;
		expect(of(skeptic.id)).toBe("reads in full, as the skeptic");
		expect(of(brief.id)).toBe("reads in brief");
		expect(of(both.id)).toBe("reads in brief, as the founder");
	});

	test("are none when there are no subscribers", () => {
		expect(chooseReaders(undefined, [])).toEqual([]);
	});

	test.each([
		["Zoë", "Ana"],
		["王小明", "Zoë"],
		["שלום", "王小明"],
		["%%slot:address%%", "Ana, the third"],
		["\u202Eevil", "👩‍🚀"],
		["x".repeat(900), "Ana"],
	])("include %s as a more unusual name than %s", (unusual, other) => {
		const [a, b] = [reader({ name: other }), reader({ name: unusual })];
		const chosen = chooseReaders(a, [a, b]);
		expect(
			chosen.find(({ why }) => why.includes("most unusual"))?.reader.id,
		).toBe(b.id);
	});
});

describeDatabases("outstandingReaders()", (database) => {
	test("finds readers by their bookmarks, names and cohorts, and nobody who unsubscribed", async () => {
		const { db } = database;
		const all = await seedSubscribers(db, 60);
		const set = (index: number, change: object) =>
			db
				.updateTable("subscribers")
				.set(change)
				.where("id", "=", all[index] ?? 0)
				.execute();
		await set(3, { name: "فاطمة" });
		await set(5, { name: "x".repeat(500) });
		await set(7, { name: "<b>Tim</b>" });
		await set(9, { lens: "skeptic" });
		await set(11, { format: "brief" });
		await set(13, { state: "unsubscribed", name: "王小明王小明王小明" });
		const tools = [await seedTool(db, "One"), await seedTool(db, "Two")];
		await db
			.insertInto("bookmarks")
			.values([
				...tools.map((tool_id) => ({
					subscriber_id: all[40] ?? 0,
					tool_id,
					created_at: "2026-11-01T00:00:00.000Z",
				})),
				...tools.map((tool_id) => ({
					subscriber_id: all[13] ?? 0,
					tool_id,
					created_at: "2026-11-01T00:00:00.000Z",
				})),
			])
			.execute();
		const found = await unusualReaders(db, []);
		const ids = found.map(({ id }) => id);
		for (const index of [3, 5, 7, 9, 11, 40]) expect(ids).toContain(all[index]);
		expect(ids).not.toContain(all[13]);
		expect(new Set(ids).size).toBe(ids.length);
		expect(found.find(({ id }) => id === all[40])?.bookmarks).toBe(2);
		const median = await medianReader(db, []);
		expect(median?.bookmarks).toBe(0);
		expect(all.slice(20, 40)).toContain(median?.id);
	});
});
