import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DocumentInput } from "../../../src/catalog/import/document.ts";
import { describeFinding } from "../../../src/catalog/import/finding.ts";
import {
	type ImportOptions,
	importPaths,
} from "../../../src/catalog/import/import.ts";
import {
	comparisonBySlug,
	toolBySlug,
} from "../../../src/db/catalog/catalog.ts";
import type { Db } from "../../../src/db/schema.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparison, panel, tool } from "./documents.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url).pathname;

let folder: string;
let clock: FakeClock;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "import-"));
	clock = new FakeClock();
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: unknown): Promise<string> {
	const path = join(folder, name);
	const text =
		typeof content === "string" || Buffer.isBuffer(content)
			? content
			: name.endsWith(".json")
				? JSON.stringify(content, null, 1)
				: (content as unknown[]).map((one) => JSON.stringify(one)).join("\n");
	await writeFile(path, text);
	return path;
}

/** Everything the catalog holds, without the times at which it was written. */
async function catalog(db: Db) {
	const tools = await db
		.selectFrom("tools")
		.selectAll()
		.orderBy("slug")
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.selectAll()
		.orderBy("tool_id")
		.orderBy("reviewer")
		.execute();
	const comparisons = await db
		.selectFrom("comparisons")
		.selectAll()
		.orderBy("slug")
		.execute();
	return { tools, reviews, comparisons };
}

describeDatabases("import", (database) => {
	const run = (paths: string | string[], options: ImportOptions = {}) =>
		importPaths(database.db, clock, [paths].flat(), options);
	/** Imports, and gives the findings as the command line prints them, the folder's path left out. */
	const findings = async (
		paths: string | string[],
		options: ImportOptions = {},
	) => {
		const { errors, warnings } = await run(paths, options);
		const shown = (all: typeof errors) =>
			all.map((one) => describeFinding(one).replaceAll(`${folder}/`, ""));
		return { errors: shown(errors), warnings: shown(warnings) };
	};
	const stored = (slug: string) => toolBySlug(database.db, slug);

	describe("of good input", () => {
		it("stores comparisons, tools and reviews from every kind of file", async () => {
			await put(
				"a.json",
				comparison(
					tool("Alpha", {
						reviews: panel("+-+?"),
						panelShare: 50,
						community: { ship: 3, skip: 1 },
					}),
					"Beta",
					{ weight: 5, publishedAt: "2026-11-01T00:00:00Z" },
				),
			);
			await put("b.json", [
				comparison("Gamma", "Delta"),
				comparison("Gamma", "Beta"),
			]);
			await put("c.jsonl", [comparison("Epsilon", "Zeta")]);
			await put(
				"d.ndjson",
				`\ufeff${JSON.stringify(comparison("Eta", "Theta"))}\r\n\r\n  \n`,
			);
			const report = await run([folder, FIXTURES]);
			expect(report).toMatchObject({
				dryRun: false,
				comparisons: { created: 7, updated: 0, unchanged: 0 },
				tools: { created: 12, updated: 0, unchanged: 0 },
				warnings: [],
			});
			expect(
				report.files.map(({ file, ok, comparisons }) => [
					file.split("/").at(-1),
					ok,
					comparisons.created,
				]),
			).toEqual([
				["a.json", true, 1],
				["b.json", true, 2],
				["c.jsonl", true, 1],
				["d.ndjson", true, 1],
				["full.txt", true, 1],
				["reduced.txt", true, 1],
			]);
			const alpha = await comparisonBySlug(database.db, "alpha-vs-beta");
			expect(alpha).toMatchObject({
				weight: 5,
				published_at: "2026-11-01T00:00:00.000Z",
			});
			expect(alpha?.left).toMatchObject({
				name: "Alpha",
				stated_share: 50,
				community_ship: 3,
				community_skip: 1,
				as_of: "2026-11-01T00:00:00.000Z",
			});
			expect(
				alpha?.left.reviews
					.map((review) => [review.reviewer, review.score, review.verdict])
					.sort(),
			).toEqual([
				["builder", 60, "ship"],
				["founder", 62, "ship"],
				["futurist", null, null],
				["skeptic", 61, "skip"],
			]);
		});

		it("publishes what has no date at the moment of the import", async () => {
			await run(await put("a.json", comparison("A", "B")));
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				published_at: clock.now(),
				left: { as_of: clock.now() },
			});
		});

		it("publishes everything at the time it is told", async () => {
			const path = await put("a.json", [
				comparison("A", "B", { publishedAt: "2026-01-01T00:00:00Z" }),
				comparison("C", "D"),
			]);
			const publishedAt = "2026-11-17T09:00:00.000Z";
			await run(path, { publishedAt });
			expect(
				(await catalog(database.db)).comparisons.map((one) => one.published_at),
			).toEqual([publishedAt, publishedAt]);
			expect((await run(path, { publishedAt })).comparisons).toEqual({
				created: 0,
				updated: 0,
				unchanged: 2,
			});
		});

		it("takes files of many chunks", async () => {
			const many = Array.from({ length: 777 }, (_, at) =>
				comparison(`Tool ${at}`, `Tool ${at + 1}`),
			);
			const seen: number[] = [];
			const path = await put("many.jsonl", many);
			const report = await run(path, {
				onProgress: ({ comparisons }) => seen.push(comparisons),
			});
			expect(report.comparisons.created).toBe(777);
			expect(report.tools).toEqual({ created: 778, updated: 0, unchanged: 0 });
			expect(seen.length).toBeGreaterThan(2);
			expect(seen.at(-1)).toBe(777);
			expect((await run(path)).tools).toEqual({
				created: 0,
				updated: 0,
				unchanged: 778,
			});
		});
	});

	describe("again", () => {
		it("changes nothing, not even a time, and says so", async () => {
			await put("a.json", [
				comparison(tool("A", { reviews: panel("++-?") }), "B"),
				comparison("A", "C"),
			]);
			const paths = [folder, FIXTURES];
			await run(paths);
			const before = await catalog(database.db);
			clock.advance(86_400_000);
			expect(await run(paths)).toMatchObject({
				comparisons: { created: 0, updated: 0, unchanged: 4 },
				tools: { created: 0, updated: 0, unchanged: 7 },
				errors: [],
			});
			expect(await catalog(database.db)).toEqual(before);
		});

		it("takes a change in and leaves the rest", async () => {
			await run(
				await put(
					"a.json",
					comparison(tool("A", { reviews: panel("++++") }), "B"),
				),
			);
			clock.advance(1000);
			const path = await put(
				"a.json",
				comparison(tool("A", { reviews: panel("++++"), pricing: "$5" }), "B"),
			);
			expect(await run(path)).toMatchObject({
				comparisons: { created: 0, updated: 0, unchanged: 1 },
				tools: { created: 0, updated: 1, unchanged: 1 },
			});
			expect(await stored("a")).toMatchObject({
				pricing: "$5",
				updated_at: clock.now(),
			});
			expect((await stored("a"))?.reviews).toHaveLength(4);
			expect((await run(path)).tools).toEqual({
				created: 0,
				updated: 0,
				unchanged: 2,
			});
		});

		it("changes a file that was dated by the option, at the same date", async () => {
			const publishedAt = "2026-11-17T09:00:00.000Z";
			await run(await put("a.json", comparison("A", "B")), { publishedAt });
			await run(
				await put("a.json", comparison(tool("A", { tagline: "new" }), "B")),
				{ publishedAt },
			);
			expect((await stored("a"))?.tagline).toBe("new");
		});

		it("never moves a publication without being told to", async () => {
			await run(await put("a.json", comparison("A", "B")));
			const published_at = clock.now();
			clock.advance(5000);
			await run(
				await put("a.json", comparison(tool("A", { tagline: "new" }), "B")),
			);
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				published_at,
			});
			expect(
				await run(folder, { publishedAt: "2026-12-01T00:00:00.000Z" }),
			).toMatchObject({ comparisons: { updated: 1 } });
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				published_at: "2026-12-01T00:00:00.000Z",
			});
		});

		it("takes a new weight, and keeps the old one where none is given", async () => {
			await run(await put("a.json", comparison("A", "B", { weight: 3 })));
			expect(
				(
					await run(
						await put("a.json", comparison("A", tool("B", { tagline: "x" }))),
					)
				).comparisons.unchanged,
			).toBe(1);
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				weight: 3,
			});
			expect(
				(await run(await put("a.json", comparison("A", "B", { weight: -1 }))))
					.comparisons.updated,
			).toBe(1);
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				weight: -1,
			});
		});

		it("changes nothing, whatever was imported", async () => {
			const name = fc.constantFrom("A", "B", "C", "D");
			// What a reviewer says changes with time and never goes back to the very words it left.
			const document = fc
				.record({
					left: name,
					right: name,
					day: fc.integer({ min: 1, max: 3 }),
					dated: fc.boolean(),
					signs: fc.stringMatching(/^[+\-?]{0,4}$/),
					share: fc.option(fc.constantFrom(0, 50, 100)),
					pricing: fc.constantFrom("", "$1", "$2"),
				})
				.filter(({ left, right }) => left !== right);
			const asDocument = ({
				left,
				right,
				day,
				dated,
				signs,
				share,
				pricing,
			}: typeof document extends fc.Arbitrary<infer T>
				? T
				: never): DocumentInput => {
				const words = dated ? `On day ${day}.` : "Today.";
				return comparison(
					tool(left, {
						pricing,
						panelShare: share,
						reviews: panel(signs.padEnd(4, "?"), words).slice(0, signs.length),
					}),
					tool(right, { pricing }),
					dated ? { publishedAt: `2026-11-0${day}T00:00:00Z` } : {},
				);
			};
			let turn = 0;
			await fc.assert(
				fc.asyncProperty(
					fc.array(fc.array(document, { minLength: 1, maxLength: 4 }), {
						minLength: 1,
						maxLength: 3,
					}),
					async (files) => {
						await database.db.deleteFrom("comparisons").execute();
						await database.db.deleteFrom("tools").execute();
						const base = `turn-${turn++}`;
						const paths: string[] = [];
						for (const [at, documents] of files.entries())
							paths.push(
								await put(`${base}-${at}.jsonl`, documents.map(asDocument)),
							);
						const first = await run(paths);
						const before = await catalog(database.db);
						clock.advance(60_000);
						const second = await run(paths);
						expect(await catalog(database.db)).toEqual(before);
						const known = (report: typeof first) =>
							report.comparisons.created +
							report.comparisons.updated +
							report.comparisons.unchanged;
						expect(second.comparisons).toEqual({
							created: 0,
							updated: 0,
							unchanged: known(first),
						});
						expect(second.tools).toMatchObject({ created: 0, updated: 0 });
						expect(second.errors).toEqual(first.errors);
					},
				),
				{ numRuns: 60 },
			);
		});
	});

	describe("of a tool that stands in several comparisons", () => {
		const week = (day: number) => ({
			publishedAt: `2026-11-0${day}T00:00:00Z`,
		});

		it("keeps one tool with one set of reviews", async () => {
			await put("a.json", [
				comparison(tool("A", { reviews: panel("++++") }), "B", week(1)),
				comparison("C", tool("A", { reviews: panel("++++") }), week(2)),
			]);
			expect((await run(folder)).tools).toEqual({
				created: 3,
				updated: 0,
				unchanged: 0,
			});
			expect(await stored("a")).toMatchObject({
				as_of: "2026-11-02T00:00:00.000Z",
			});
			expect((await stored("a"))?.reviews).toHaveLength(4);
		});

		it.each([
			["in order", [1, 2]],
			["the newer first", [2, 1]],
		])("lets the newer source stand, read %s", async (_, days) => {
			const documents: Record<number, DocumentInput> = {
				1: comparison(
					tool("A", {
						pricing: "$1",
						bestFor: "Early birds",
						reviews: panel("++++", "At first."),
					}),
					"B",
					week(1),
				),
				2: comparison(
					tool("A", {
						pricing: "$2",
						bestFor: "",
						reviews: panel("----", "On reflection."),
					}),
					"C",
					week(2),
				),
			};
			for (const day of days)
				await run(await put(`${day}.json`, documents[day]));
			expect(await stored("a")).toMatchObject({
				pricing: "$2",
				best_for: "Early birds",
				as_of: "2026-11-02T00:00:00.000Z",
			});
			expect(
				(await stored("a"))?.reviews.every(
					(review) => review.verdict === "skip",
				),
			).toBe(true);
		});

		it("does not let a reduced capture erase scores and prices", async () => {
			await put(
				"full.json",
				comparison(
					tool("A", { pricing: "$1", panelShare: 75, reviews: panel("+++-") }),
					"B",
					week(1),
				),
			);
			await put(
				"reduced.json",
				comparison(
					tool("A", {
						pricing: "",
						bestFor: "",
						panelShare: 75,
						reviews: panel("????"),
					}),
					"C",
					week(2),
				),
			);
			await run(folder);
			expect(await stored("a")).toMatchObject({
				pricing: "$1",
				best_for: "Tests",
				stated_share: 75,
			});
			expect(
				(await stored("a"))?.reviews.map((review) => review.verdict).sort(),
			).toEqual(["ship", "ship", "ship", "skip"]);
		});

		it("warns when two documents contradict each other as of the same time, naming both", async () => {
			await put("a.json", comparison(tool("A", { pricing: "$1" }), "B"));
			await put("b.json", comparison(tool("A", { pricing: "$2" }), "C"));
			expect(await findings(folder)).toEqual({
				errors: [],
				warnings: [
					"b.json: A is told otherwise by a-vs-b (a.json), as of the same time; this one stands",
				],
			});
			expect((await stored("a"))?.pricing).toBe("$2");
		});

		it("lets the first of two files stand that tell one comparison, and fills its gaps from the second", async () => {
			await put(
				"a.json",
				comparison(tool("A", { pricing: "$1", bestFor: "" }), "B", {
					weight: 1,
				}),
			);
			await put(
				"b.json",
				comparison(tool("A", { pricing: "$2", bestFor: "Night owls" }), "B", {
					weight: 2,
				}),
			);
			expect((await findings(folder)).warnings).toEqual([
				"b.json: A is told otherwise by a-vs-b (a.json), as of the same time; that one stands",
			]);
			expect(await stored("a")).toMatchObject({
				pricing: "$1",
				best_for: "Night owls",
			});
			expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
				weight: 1,
			});
			clock.advance(1000);
			expect(await run(folder)).toMatchObject({
				comparisons: { updated: 0 },
				tools: { updated: 0 },
			});
		});
	});

	describe("as a rehearsal", () => {
		it("reports exactly what the import then does, and does nothing", async () => {
			await put("a.json", [
				comparison("A", "B"),
				comparison(tool("A", { pricing: "$2" }), "C"),
			]);
			await put("b.json", comparison(tool("A", { pricing: "$3" }), "D"));
			await put("c.json", comparison("X", "Y", { slug: "a-vs-b" }));
			await put("d.jsonl", [comparison("E", "F"), { tools: [] }]);
			await put("e.txt", "not a capture");
			const before = await catalog(database.db);
			const rehearsed = await run(folder, { dryRun: true });
			expect(await catalog(database.db)).toEqual(before);
			expect(rehearsed.errors.map((error) => error.code)).toEqual([
				"slug-taken",
				"bad-document",
				"not-a-capture",
			]);
			expect(await run(folder)).toEqual({ ...rehearsed, dryRun: false });
			expect(await run(folder, { dryRun: true })).toMatchObject({
				comparisons: { created: 0, updated: 0 },
			});
		});
	});

	describe("of bad input", () => {
		const good = comparison("Good", "Fine");
		const noise = Buffer.alloc(50_000_000, "noise ");
		it.each<[string, string, unknown, string]>([
			["an empty .json file", "x.json", "", "x.json: is empty"],
			["an empty .jsonl file", "x.jsonl", "\n \n", "x.jsonl: is empty"],
			["an empty capture", "x.txt", " \n", "x.txt: is empty"],
			["an empty list", "x.json", [], "x.json: is an empty list"],
			[
				"a file that is not UTF-8",
				"x.json",
				Buffer.from("{}\n\xe9", "latin1"),
				"x.json, line 2: is not UTF-8 text",
			],
			[
				"a capture that is not UTF-8",
				"x.txt",
				Buffer.from("a\nb\n\xe9", "latin1"),
				"x.txt, line 3: is not UTF-8 text",
			],
			[
				"a line that is not UTF-8",
				"x.jsonl",
				Buffer.concat([
					Buffer.from(`${JSON.stringify(good)}\n`),
					Buffer.from([0xff]),
				]),
				"x.jsonl, line 2: is not UTF-8 text",
			],
			[
				"UTF-16",
				"x.json",
				Buffer.from("\ufeff{}", "utf16le"),
				"x.json, line 1: is UTF-16; save it as UTF-8",
			],
			[
				"JSON that breaks off",
				"x.json",
				'[\n {"tools": [',
				"x.json, line 2, column 13: is not JSON: expected a value",
			],
			[
				"JSON with a comma too many",
				"x.json",
				'{"slug": "a",\n}',
				"x.json, line 2, column 1: is not JSON: expected a key in double quotes",
			],
			[
				"a line that is not JSON",
				"x.jsonl",
				`${JSON.stringify(good)}\n{"slug": }`,
				"x.jsonl, line 2, column 10: is not JSON: expected a value",
			],
			[
				"a document that is wrong",
				"x.json",
				'[\n{"tools": 3}]',
				"x.json, line 2, column 11, at [0].tools: must be a list, but is 3",
			],
			[
				"a line that is wrong",
				"x.jsonl",
				`${JSON.stringify(good)}\n{"tools": 3}`,
				"x.jsonl, line 2, at tools: must be a list, but is 3",
			],
			[
				"a score of 101",
				"x.jsonl",
				[
					good,
					comparison(
						tool("A", {
							reviews: [{ reviewer: "builder", score: 101, body: "Yes." }],
						}),
						"B",
					),
				],
				"x.jsonl, line 2, at tools[0].reviews[0].score: must be at most 100, but is 101",
			],
			[
				"an unknown reviewer",
				"x.jsonl",
				[
					good,
					{
						tools: [
							{ ...tool("A"), reviews: [{ reviewer: "wizard", body: "Yes." }] },
							tool("B"),
						],
					},
				],
				'x.jsonl, line 2, at tools[0].reviews[0].reviewer: must be "builder" or "skeptic" or "founder" or "futurist", but is "wizard"',
			],
			[
				"one tool only",
				"x.jsonl",
				[good, { tools: [tool("A")] }],
				"x.jsonl, line 2, at tools: must have exactly 2 entries, but has 1",
			],
			[
				"the same tool twice",
				"x.jsonl",
				[good, comparison("A", "A")],
				'x.jsonl, line 2, at tools[1]: "A" can\'t be compared with itself',
			],
			[
				"a slug of other tools",
				"x.jsonl",
				[good, comparison("A", "B", { slug: "known" })],
				'x.jsonl, line 2: the slug "known" belongs to the comparison of old and older, and can\'t be that of a and b',
			],
			[
				"a slug twice",
				"x.jsonl",
				[good, comparison("Good", tool("Fine", { pricing: "$1" }))],
				'x.jsonl, line 2: "good-vs-fine" is in this file already, with other contents',
			],
			[
				"a truncated capture",
				"x.txt",
				"A vs B\n\n50%\nPanel ship\n",
				'x.txt, line 4: expected "Community" on the card of the first tool',
			],
			[
				"50 MB of noise as .json",
				"x.json",
				noise,
				"x.json: has 50 MB; a .json file may have 20 MB, so write larger ones as .jsonl",
			],
			[
				"50 MB of noise as .txt",
				"x.txt",
				noise,
				"x.txt: has 50 MB; a page capture may have 1 MB",
			],
			[
				"50 MB of noise as .jsonl",
				"x.jsonl",
				noise,
				"x.jsonl, line 1: has more than 4 MB in one line; a .jsonl file has one comparison a line",
			],
		])(
			"%s is an error with its place, and nothing of the file is imported",
			async (_, name, content, error) => {
				await run(
					await put("0.json", comparison("Old", "Older", { slug: "known" })),
				);
				const before = await catalog(database.db);
				const path = await put(name, content);
				expect(await findings(path)).toEqual({ errors: [error], warnings: [] });
				expect(await catalog(database.db)).toEqual(before);
			},
		);

		it("reads the same document twice in a file as one", async () => {
			expect(await run(await put("x.jsonl", [good, good]))).toMatchObject({
				comparisons: { created: 1, updated: 0, unchanged: 0 },
				errors: [],
			});
		});

		it("keeps good files and leaves bad ones out", async () => {
			await put("a.json", comparison("A", "B"));
			await put("b.json", "{");
			await put("c.json", comparison("C", "D"));
			const report = await run([folder, join(folder, "gone.json")]);
			expect(report.files.map((file) => file.ok)).toEqual([true, false, true]);
			expect(report.errors.map((error) => error.code)).toEqual([
				"no-such-path",
				"not-json",
			]);
			expect(report.comparisons.created).toBe(2);
		});

		it("undoes the first chunks of a file whose last line is bad", async () => {
			const many = Array.from({ length: 600 }, (_, at) =>
				comparison(`Tool ${at}`, `Tool ${at + 1}`),
			);
			const report = await run(
				await put("many.jsonl", [...many, { tools: [] }]),
			);
			expect(report).toMatchObject({
				comparisons: { created: 0 },
				tools: { created: 0 },
			});
			expect(report.errors).toMatchObject([{ line: 601 }]);
			expect((await catalog(database.db)).tools).toEqual([]);
		});
	});

	it("warns of a share that the reviews contradict, with the line, also the second time", async () => {
		await put("x.jsonl", [
			comparison("A", "B"),
			comparison(tool("C", { panelShare: 75, reviews: panel("++++") }), "D"),
		]);
		const warnings = [
			"x.jsonl, line 2: C: the source states 75% panel ship, but its reviews say 4 ship / 0 skip",
		];
		expect(await findings(folder)).toEqual({ errors: [], warnings });
		expect(await findings(folder)).toEqual({ errors: [], warnings });
	});
});
