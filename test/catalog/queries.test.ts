import { beforeEach, expect, it } from "vitest";
import {
	comparisonBySlug,
	comparisonsById,
	comparisonsOfTool,
	latestComparisons,
	toolBySlug,
	toolsById,
} from "../../src/db/catalog/catalog.ts";
import { describeDatabases } from "../support/databases.ts";

const NOON = "2026-11-20T12:00:00.000Z";

describeDatabases("the catalog's queries", (database) => {
	beforeEach(async () => {
		const stamps = { created_at: NOON, updated_at: NOON };
		const text = {
			tagline: "",
			category: "",
			pricing: "",
			entry_price: "",
			best_for: "",
			description: "",
			as_of: NOON,
			...stamps,
		};
		await database.db
			.insertInto("tools")
			.values(["a", "b", "c"].map((slug) => ({ slug, name: slug, ...text })))
			.execute();
		await database.db
			.insertInto("reviews")
			.values([
				{ tool_id: 1, reviewer: "builder", body: "Yes." },
				{ tool_id: 1, reviewer: "skeptic", body: "No." },
				{ tool_id: 2, reviewer: "builder", body: "Perhaps." },
			])
			.execute();
		const pairs = [
			["a-vs-b", 1, 2, "2026-11-01T00:00:00.000Z"],
			["b-vs-c", 2, 3, "2026-11-02T00:00:00.000Z"],
			["c-vs-a", 3, 1, "2026-11-02T00:00:00.000Z"],
			["b-vs-a", 2, 1, "2026-12-01T00:00:00.000Z"],
		] as const;
		await database.db
			.insertInto("comparisons")
			.values(
				pairs.map(([slug, left_tool_id, right_tool_id, published_at]) => ({
					slug,
					left_tool_id,
					right_tool_id,
					published_at,
					weight: 0,
					...stamps,
				})),
			)
			.execute();
	});
	const slugs = (all: { slug: string }[]) => all.map((one) => one.slug);

	it("find a comparison with both tools and their reviews", async () => {
		const found = await comparisonBySlug(database.db, "a-vs-b");
		expect(found).toMatchObject({ left: { slug: "a" }, right: { slug: "b" } });
		expect(found?.left.reviews).toHaveLength(2);
		expect(found?.right.reviews).toHaveLength(1);
		expect(await comparisonBySlug(database.db, "a-vs-z")).toBeUndefined();
	});

	it("find a tool with its reviews", async () => {
		expect((await toolBySlug(database.db, "a"))?.reviews).toHaveLength(2);
		expect((await toolBySlug(database.db, "c"))?.reviews).toEqual([]);
		expect(await toolBySlug(database.db, "z")).toBeUndefined();
	});

	it("return rows in the order of the ids, and leave out ids that do not exist", async () => {
		expect(slugs(await comparisonsById(database.db, [3, 99, 1]))).toEqual([
			"c-vs-a",
			"a-vs-b",
		]);
		expect(await comparisonsById(database.db, [])).toEqual([]);
		expect([...(await toolsById(database.db, [2, 99])).keys()]).toEqual([2]);
		expect((await toolsById(database.db, [])).size).toBe(0);
	});

	it("find the comparisons of a tool on either side, newest first", async () => {
		expect(slugs(await comparisonsOfTool(database.db, 1, 10))).toEqual([
			"b-vs-a",
			"c-vs-a",
			"a-vs-b",
		]);
		expect(slugs(await comparisonsOfTool(database.db, 1, 2))).toEqual([
			"b-vs-a",
			"c-vs-a",
		]);
		expect(slugs(await comparisonsOfTool(database.db, 1, 10, NOON))).toEqual([
			"c-vs-a",
			"a-vs-b",
		]);
	});

	it("find the newest comparisons up to a given time, page by page", async () => {
		const first = await latestComparisons(database.db, NOON, 2);
		expect(slugs(first)).toEqual(["c-vs-a", "b-vs-c"]);
		const second = await latestComparisons(database.db, NOON, 2, first.at(-1));
		expect(slugs(second)).toEqual(["a-vs-b"]);
		expect(
			slugs(
				await latestComparisons(database.db, "2026-11-02T00:00:00.000Z", 1),
			),
		).toEqual(["c-vs-a"]);
	});
});
