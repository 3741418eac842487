import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";
import { FIXTURES, importFolder, wholeCatalog } from "./import-folder.ts";

describeDatabases("an import of bad input", (database) => {
	const imports = importFolder(database);

	const good = comparisonDocument("Good", "Fine");
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
			"x.json, line 2: is not UTF-8 text; save it as UTF-8",
		],
		[
			"a capture that is not UTF-8",
			"x.txt",
			Buffer.from("a\nb\n\xe9", "latin1"),
			"x.txt, line 3: is not UTF-8 text; save it as UTF-8",
		],
		[
			"a line that is not UTF-8",
			"x.jsonl",
			Buffer.concat([
				Buffer.from(`${JSON.stringify(good)}\n`),
				Buffer.from([0xff]),
			]),
			"x.jsonl, line 2: is not UTF-8 text; save it as UTF-8",
		],
		[
			"UTF-16",
			"x.json",
			Buffer.from("\ufeff{}", "utf16le"),
			"x.json, line 1: is UTF-16; save it as UTF-8",
		],
		[
			"UTF-16 without a byte order mark",
			"x.json",
			Buffer.from("{}", "utf16le"),
			"x.json, line 1: is UTF-16; save it as UTF-8",
		],
		[
			"JSON that is cut off",
			"x.json",
			'[\n {"tools": [',
			"x.json, line 2, column 13: is not JSON: expected a value",
		],
		[
			"JSON with one comma too many",
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
				comparisonDocument(
					toolDocument("A", {
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
						{
							...toolDocument("A"),
							reviews: [{ reviewer: "wizard", body: "Yes." }],
						},
						toolDocument("B"),
					],
				},
			],
			'x.jsonl, line 2, at tools[0].reviews[0].reviewer: must be "builder" or "skeptic" or "founder" or "futurist", but is "wizard"',
		],
		[
			"only one tool",
			"x.jsonl",
			[good, { tools: [toolDocument("A")] }],
			"x.jsonl, line 2, at tools: must have exactly 2 entries, but has 1",
		],
		[
			"the same tool twice",
			"x.jsonl",
			[good, comparisonDocument("A", "A")],
			'x.jsonl, line 2, at tools[1]: "A" can\'t be compared with itself',
		],
		[
			"a slug that belongs to other tools",
			"x.jsonl",
			[good, comparisonDocument("A", "B", { slug: "known" })],
			'x.jsonl, line 2: the slug "known" belongs to the comparison of old and older; give that of a and b another',
		],
		[
			"two comparisons with one slug",
			"x.jsonl",
			[
				good,
				comparisonDocument("Good", toolDocument("Fine", { pricing: "$1" })),
			],
			'x.jsonl, line 2: this file has another comparison with the slug "good-vs-fine"; remove one',
		],
		[
			"a key twice",
			"x.json",
			'[\n{"slug": "a",\n "weight": 1, "sl\\u0075g": "b"}]',
			"x.json, line 3, column 15, at [0].slug: is here a second time; remove one of the two",
		],
		[
			"a key of a review twice",
			"x.jsonl",
			`${JSON.stringify(good)}\n{"tools": [{"reviews": [{"score": 1, "score": 2}]}]}`,
			"x.jsonl, line 2, column 38, at tools[0].reviews[0].score: is here a second time; remove one of the two",
		],
		[
			"a number without end",
			"x.jsonl",
			JSON.stringify({ ...good, weight: 0 }).replace(
				'"weight":0',
				'"weight":1e999',
			),
			"x.jsonl, line 1, at weight: is too large: 1e999",
		],
		[
			"a number far below zero",
			"x.jsonl",
			JSON.stringify({ ...good, weight: 0 }).replace(
				'"weight":0',
				'"weight":-1e999',
			),
			"x.jsonl, line 1, at weight: is too far below zero: -1e999",
		],
		[
			"a number beyond its limit, as it is written",
			"x.jsonl",
			JSON.stringify({ ...good, weight: 0 }).replace(
				'"weight":0',
				'"weight":12345678901234567890',
			),
			"x.jsonl, line 1, at weight: must be at most 1000, but is 12345678901234567890",
		],
		[
			"a number that would be rounded to zero",
			"x.jsonl",
			'{"weight": 1e-999}',
			"x.jsonl, line 1, column 12, at weight: must be a whole number, but is 1e-999",
		],
		[
			"a capture with a bell",
			"x.txt",
			`${readFileSync(join(FIXTURES, "reduced.txt"), "utf8")}`.replace(
				"Footnotary follows",
				"Footnotary \u0007follows",
			),
			"x.txt, line 13: has the invisible character U+0007, which controls how text is shown; remove it",
		],
		[
			"a capture with a tagline that is too long",
			"x.txt",
			readFileSync(join(FIXTURES, "reduced.txt"), "utf8").replace(
				/^(Checks every citation)/m,
				"Checks, ".repeat(80),
			),
			"x.txt, line 8, at tools[0].tagline: must have at most 500 characters, but has 665",
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
			"x.jsonl, line 1: is longer than 4 MB; a .jsonl file has one comparison per line",
		],
	])(
		"reports %s with its place, and imports nothing of the file",
		async (_, name, content, error) => {
			await imports.run(
				await imports.put(
					"0.json",
					comparisonDocument("Old", "Older", { slug: "known" }),
				),
			);
			const before = await wholeCatalog(database.db);
			const path = await imports.put(name, content);
			expect(await imports.problems(path)).toEqual({
				errors: [error],
				warnings: [],
			});
			expect(await wholeCatalog(database.db)).toEqual(before);
		},
	);

	it("counts the same document twice in a file as one", async () => {
		expect(
			await imports.run(await imports.put("x.jsonl", [good, good])),
		).toMatchObject({
			comparisons: { created: 1, updated: 0, unchanged: 0 },
			errors: [],
		});
	});

	it("imports the good files and leaves out the bad ones", async () => {
		await imports.put("a.json", comparisonDocument("A", "B"));
		await imports.put("b.json", "{");
		await imports.put("c.json", comparisonDocument("C", "D"));
		const report = await imports.run([
			imports.folder,
			join(imports.folder, "gone.json"),
		]);
		expect(report.files.map((file) => file.ok)).toEqual([true, false, true]);
		expect(report.errors.map((error) => error.code)).toEqual([
			"no-such-path",
			"not-json",
		]);
		expect(report.comparisons.created).toBe(2);
	});

	it("rolls back the first chunks of a file whose last line is bad", async () => {
		const many = Array.from({ length: 600 }, (_, at) =>
			comparisonDocument(`Tool ${at}`, `Tool ${at + 1}`),
		);
		const report = await imports.run(
			await imports.put("many.jsonl", [...many, { tools: [] }]),
		);
		expect(report).toMatchObject({
			comparisons: { created: 0 },
			tools: { created: 0 },
		});
		expect(report.errors).toMatchObject([{ line: 601 }]);
		expect((await wholeCatalog(database.db)).tools).toEqual([]);
	});

	it("warns of a share that contradicts the reviews, with its line, each time", async () => {
		await imports.put("x.jsonl", [
			comparisonDocument("A", "B"),
			comparisonDocument(
				toolDocument("C", { panelShare: 75, reviews: panelReviews("++++") }),
				"D",
			),
		]);
		const warnings = [
			"x.jsonl, line 2: C: the source states 75% panel ship, but its reviews say 4 ship / 0 skip",
		];
		expect(await imports.problems(imports.folder)).toEqual({
			errors: [],
			warnings,
		});
		expect(await imports.problems(imports.folder)).toEqual({
			errors: [],
			warnings,
		});
	});
});
