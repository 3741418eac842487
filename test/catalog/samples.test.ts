import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ComparisonFacts, ToolFacts } from "../../src/catalog/facts.ts";
import { findInput } from "../../src/catalog/import/find-input.ts";
import { importPaths } from "../../src/catalog/import/import.ts";
import { readInput } from "../../src/catalog/import/read-input.ts";
import type { ImportReport } from "../../src/catalog/import/report.ts";
import { panelVerdict } from "../../src/catalog/panel.ts";
import { toolBySlug } from "../../src/db/catalog/catalog.ts";
import { shift } from "../../src/time/clock.ts";
import { FakeClock } from "../support/clock.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";

const SAMPLES = new URL("../../data/comparisons/", import.meta.url).pathname;

async function week(name: string) {
	const { files, errors } = await findInput([`${SAMPLES}${name}`]);
	expect(errors).toEqual([]);
	const facts: ComparisonFacts[] = [];
	for (const file of files)
		for await (const document of readInput(file)) facts.push(document.facts);
	return facts;
}

const verdictOf = (tool: ToolFacts) =>
	panelVerdict(tool.reviews, tool.statedShare);

describe("the sample comparisons", async () => {
	const weeks = [
		await week("week-1"),
		await week("week-2"),
		await week("week-3"),
	] as const;
	const all = weeks.flat();
	const tools = all.flatMap((one) => [one.left, one.right]);

	it("fill three weeks, and have no dates of their own", () => {
		expect(weeks[0].length).toBeGreaterThanOrEqual(5);
		expect(weeks[1].length).toBeGreaterThanOrEqual(8);
		expect(weeks[2].length).toBeGreaterThanOrEqual(3);
		expect(all.filter((one) => one.publishedAt !== null)).toEqual([]);
	});

	it("have four reviews each, of 40 to 90 words", () => {
		for (const tool of tools) {
			expect(tool.reviews, tool.name).toHaveLength(4);
			for (const { reviewer, body } of tool.reviews) {
				const words = body.split(/\s+/).length;
				expect(
					words >= 40 && words <= 90,
					`${tool.name}, ${reviewer}: ${words} words`,
				).toBe(true);
			}
		}
	});

	it("repeat no review, except that of a tool in several comparisons", () => {
		const bodies = new Map<string, string>();
		for (const tool of tools)
			for (const { body } of tool.reviews) {
				expect(bodies.get(body) ?? tool.slug).toBe(tool.slug);
				bodies.set(body, tool.slug);
			}
	});

	it.each([
		["Hugging Face Inference Providers Hub", 100, "B82+ S74+ F78+ U80+"],
		["Mistral 3 Small", 75, "B85+ S78+ F52- U80+"],
		["Hugging Face Inference Providers Marketplace", 100, "B? S? F? U?"],
		["Mistral 3 Small (24B)", 100, "B? S? F? U?"],
		["Hugging Face Inference Providers v2", 100, "B? S? F? U?"],
		["Mistral 3 Small (22B)", 100, "B? S? F? U?"],
		["Mistral 3 8B & 70B Instruct (Open Source)", 75, "B+ S+ F- U+"],
		["Mistral 4B Edge", 100, "B88+ S78+ F72+ U84+"],
	])("agree with the published facts of %s", (name, share, panel) => {
		const found = tools.filter((tool) => tool.name === name);
		expect(found.length).toBeGreaterThan(0);
		for (const tool of found) {
			expect(tool).toMatchObject({
				category: "Developer Tools",
				entryPrice: "Free",
				statedShare: share,
				community: { ship: null, skip: null, share: null },
			});
			const letters = {
				builder: "B",
				skeptic: "S",
				founder: "F",
				futurist: "U",
			};
			const signs = { ship: "+", skip: "-" };
			expect(
				tool.reviews
					.map(
						({ reviewer, score, verdict }) =>
							`${letters[reviewer]}${score ?? ""}${verdict ? signs[verdict] : "?"}`,
					)
					.join(" "),
			).toBe(panel);
		}
	});

	it("include every kind of verdict", () => {
		const pairs = all.map((one) =>
			[verdictOf(one.left).share, verdictOf(one.right).share].join("/"),
		);
		expect(tools.map((tool) => verdictOf(tool).share)).toEqual(
			expect.arrayContaining([0, 25, 50, 75, 100]),
		);
		expect(pairs).toContain("0/25");
		expect(pairs).toContain("100/100");
		expect(tools.some((tool) => tool.community.ship !== null)).toBe(true);
		expect(tools.some((tool) => tool.community.share !== null)).toBe(true);
		expect(tools.some((tool) => !/^Free$/.test(tool.entryPrice))).toBe(true);
		expect(all.filter((one) => one.weight !== null)).toHaveLength(1);
		expect(
			new Set(tools.map((tool) => tool.category)).size,
		).toBeGreaterThanOrEqual(6);
		expect(tools.some((tool) => /é.*&/.test(tool.name))).toBe(true);
	});

	describe("imported week by week", () => {
		const clock = new FakeClock();
		let database: TestDatabase;
		beforeAll(async () => {
			database = await freshSqlite();
		});
		afterAll(() => database.db.destroy());
		const run = (name: string, daysAgo: number): Promise<ImportReport> =>
			importPaths(database.db, clock, [`${SAMPLES}${name}`], {
				publishedAt: shift(clock.now(), -daysAgo * 86_400_000),
			});
		const panelOf = async (slug: string) => {
			const tool = await toolBySlug(database.db, slug);
			return tool && panelVerdict(tool.reviews, tool.stated_share).verdict;
		};

		it("flip one tool each way, without a warning", async () => {
			expect(await run("week-1", 9)).toMatchObject({
				warnings: [],
				errors: [],
			});
			expect([
				await panelOf("quillwright"),
				await panelOf("ledgerloom"),
			]).toEqual(["ship", "skip"]);
			expect(await run("week-2", 2)).toMatchObject({
				warnings: [],
				errors: [],
				tools: { updated: 2 },
			});
			expect([
				await panelOf("quillwright"),
				await panelOf("ledgerloom"),
			]).toEqual(["skip", "ship"]);
		});
	});
});
