import { expect, it } from "vitest";
import type { DocumentInput } from "../../../src/catalog/import/document.ts";
import { comparisonBySlug } from "../../../src/db/catalog/catalog.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";
import { importFolder } from "./import-folder.ts";

describeDatabases("a tool in several comparisons", (database) => {
	const imports = importFolder(database);

	const week = (day: number) => ({
		publishedAt: `2026-11-0${day}T00:00:00Z`,
	});

	it("is one tool with one set of reviews", async () => {
		await imports.put("a.json", [
			comparisonDocument(
				toolDocument("A", { reviews: panelReviews("++++") }),
				"B",
				week(1),
			),
			comparisonDocument(
				"C",
				toolDocument("A", { reviews: panelReviews("++++") }),
				week(2),
			),
		]);
		expect((await imports.run(imports.folder)).tools).toEqual({
			created: 3,
			updated: 0,
			unchanged: 0,
		});
		expect(await imports.tool("a")).toMatchObject({
			as_of: "2026-11-02T00:00:00.000Z",
		});
		expect((await imports.tool("a"))?.reviews).toHaveLength(4);
	});

	it.each([
		["in order", [1, 2]],
		["with the newer one first", [2, 1]],
	])("has the facts of the newer document, imported %s", async (_, days) => {
		const documents: Record<number, DocumentInput> = {
			1: comparisonDocument(
				toolDocument("A", {
					pricing: "$1",
					bestFor: "Early birds",
					reviews: panelReviews("++++", "At first."),
				}),
				"B",
				week(1),
			),
			2: comparisonDocument(
				toolDocument("A", {
					pricing: "$2",
					bestFor: "",
					reviews: panelReviews("----", "On reflection."),
				}),
				"C",
				week(2),
			),
		};
		for (const day of days)
			await imports.run(await imports.put(`${day}.json`, documents[day]));
		expect(await imports.tool("a")).toMatchObject({
			pricing: "$2",
			best_for: "Early birds",
			as_of: "2026-11-02T00:00:00.000Z",
		});
		expect(
			(await imports.tool("a"))?.reviews.every(
				(review) => review.verdict === "skip",
			),
		).toBe(true);
	});

	it("keeps its scores and prices when a reduced capture is imported", async () => {
		await imports.put(
			"full.json",
			comparisonDocument(
				toolDocument("A", {
					pricing: "$1",
					panelShare: 75,
					reviews: panelReviews("+++-"),
				}),
				"B",
				week(1),
			),
		);
		await imports.put(
			"reduced.json",
			comparisonDocument(
				toolDocument("A", {
					pricing: "",
					bestFor: "",
					panelShare: 75,
					reviews: panelReviews("????"),
				}),
				"C",
				week(2),
			),
		);
		await imports.run(imports.folder);
		expect(await imports.tool("a")).toMatchObject({
			pricing: "$1",
			best_for: "Tests",
			stated_share: 75,
		});
		expect(
			(await imports.tool("a"))?.reviews.map((review) => review.verdict).sort(),
		).toEqual(["ship", "ship", "ship", "skip"]);
	});

	it("gets a warning that names both documents when they contradict each other for the same date", async () => {
		await imports.put(
			"a.json",
			comparisonDocument(toolDocument("A", { pricing: "$1" }), "B"),
		);
		await imports.put(
			"b.json",
			comparisonDocument(toolDocument("A", { pricing: "$2" }), "C"),
		);
		expect(await imports.problems(imports.folder)).toEqual({
			errors: [],
			warnings: [
				"b.json: A: a-vs-b (a.json) has different facts for the same date; the facts here are used",
			],
		});
		expect((await imports.tool("a"))?.pricing).toBe("$2");
	});

	it("has the facts of the first of two files with the same comparison, and gaps filled from the second", async () => {
		await imports.put(
			"a.json",
			comparisonDocument(
				toolDocument("A", { pricing: "$1", bestFor: "" }),
				"B",
				{
					weight: 1,
				},
			),
		);
		await imports.put(
			"b.json",
			comparisonDocument(
				toolDocument("A", { pricing: "$2", bestFor: "Night owls" }),
				"B",
				{
					weight: 2,
				},
			),
		);
		expect((await imports.problems(imports.folder)).warnings).toEqual([
			"b.json: A: a-vs-b (a.json) has different facts for the same date; the facts there are used",
		]);
		expect(await imports.tool("a")).toMatchObject({
			pricing: "$1",
			best_for: "Night owls",
		});
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			weight: 1,
		});
		imports.clock.advance(1000);
		expect(await imports.run(imports.folder)).toMatchObject({
			comparisons: { updated: 0 },
			tools: { updated: 0 },
		});
	});
});
