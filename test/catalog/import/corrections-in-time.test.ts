import { expect, it } from "vitest";
import {
	correctableComparison,
	correctableTool,
	correctComparison,
	correctTool,
} from "../../../src/catalog/correct/correct.ts";
import type { ToolInput } from "../../../src/catalog/import/document.ts";
import { standingCorrections } from "../../../src/db/catalog/catalog-changes.ts";
import { shift } from "../../../src/time/clock.ts";
import { DAY } from "../../../src/time/time-span.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, toolDocument } from "./documents.ts";
import { importFolder } from "./import-folder.ts";

/** By one reviewer, of the day that is named. */
const review = (day: string, score: number) => ({
	reviewer: "builder" as const,
	score,
	verdict: "ship" as const,
	body: `The builder says so on ${day}.`,
});

describeDatabases("a correction, and what is published around it", (db) => {
	const imports = importFolder(db);
	const take = async (slug: string, daysAgo: number, tool: ToolInput) => {
		const publishedAt = shift(imports.clock.now(), -daysAgo * DAY);
		const one = comparisonDocument(tool, "B", { slug, publishedAt });
		const { errors, warnings } = await imports.run(
			await imports.put("one.json", one),
		);
		expect(errors).toEqual([]);
		return warnings.map(({ message }) => message).join();
	};
	const a = (of: Partial<ToolInput>) =>
		toolDocument("A", { slug: "a", category: "", bestFor: "", ...of });
	const correct = async (edits: Record<string, string>) => {
		imports.clock.advance(1000);
		const { version } = (await correctableTool(db.db, "a")) ?? { version: "" };
		const fields = new Map(Object.entries(edits));
		const context = { db: db.db, clock: imports.clock };
		await correctTool(context, "a", version, fields);
		imports.clock.advance(1000);
	};
	const now = async (...fields: string[]) => {
		const tool = await correctableTool(db.db, "a");
		return fields.map((field) => tool?.fields.get(field));
	};

	it("holds against what was published before it, and what was not corrected is updated from there", async () => {
		const monday = { community: { ship: 51, skip: 49 } };
		await take("monday", 5, a({ ...monday, bestFor: "Monday" }));
		await correct({ tagline: "Friday", "community.ship": "20" });
		const said = await take(
			"thursday",
			2,
			a({
				tagline: "Thursday",
				bestFor: "Thursday",
				community: { ship: 60, skip: 70 },
				reviews: [review("Thursday", 60)],
			}),
		);
		expect(said).toContain("kept as an editor corrected it: Tagline, Comm");
		const fields = ["tagline", "bestFor", "community.ship", "community.skip"];
		expect(await now(...fields)).toEqual(["Friday", "Thursday", "20", "49"]);
		expect(await now("builder.score")).toEqual(["60"]);

		// A corrected score belongs to the text that the editor saw.
		await correct({ "builder.score": "61" });
		await take("wednesday", 1, a({ reviews: [review("Wednesday", 40)] }));
		const of = ["builder.score", "builder.body"];
		const seen = ["61", "The builder says so on Thursday."];
		expect(await now(...of)).toEqual(seen);
		// What is older than the catalog fills gaps alone.
		await take("sunday", 6, a({ bestFor: "Sunday", category: "Sunday" }));
		expect(await now("bestFor", "category")).toEqual(["Thursday", "Sunday"]);
		await take("today", 0, a({ tagline: "Today" }));
		expect(await now("tagline")).toEqual(["Today"]);
	});

	it("of a publication time and a weight holds against every earlier file of the comparison", async () => {
		const [first, second] = [
			{ publishedAt: "2026-11-01T00:00:00.000Z", weight: 1 },
			{ publishedAt: "2026-11-02T00:00:00.000Z", weight: 2 },
		];
		const corrected = { publishedAt: "2026-11-03T00:00:00.000Z", weight: 3 };
		const put = async (times: object) =>
			imports.run(
				await imports.put(
					"one.json",
					comparisonDocument(a({}), "B", { slug: "ab", ...times }),
				),
			);
		const times = async () =>
			Object.fromEntries(
				(await correctableComparison(db.db, "ab"))?.fields ?? [],
			);
		await put(first);
		await put(second);
		await correctComparison(
			{ db: db.db, clock: imports.clock },
			"ab",
			(await correctableComparison(db.db, "ab"))?.version ?? "",
			new Map(Object.entries({ ...corrected, weight: "3" })),
		);
		for (const file of [first, second, first]) {
			const { warnings } = await put(file);
			expect(warnings.map(({ code }) => code)).toEqual(["correction-kept"]);
			expect(await times()).toEqual({ ...corrected, weight: "3" });
		}
		await put({ ...first, weight: 4 });
		expect(await times()).toEqual({ ...corrected, weight: "4" });
	});

	it("is none any more once it was set back by hand", async () => {
		await take("monday", 5, a({ category: "" }));
		await correct({ category: "Wrong" });
		await correct({ category: "Worse" });
		await correct({ category: "" });
		expect([...(await standingCorrections(db.db, ["a"]))]).toEqual([]);
		expect(await take("sunday", 6, a({ category: "Older" }))).toBe("");
		expect(await now("category")).toEqual(["Older"]);
	});
});
