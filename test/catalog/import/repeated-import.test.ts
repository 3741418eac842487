import fc from "fast-check";
import { expect, it } from "vitest";
import type { DocumentInput } from "../../../src/catalog/import/document.ts";
import { comparisonBySlug } from "../../../src/db/catalog/catalog.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";
import { FIXTURES, importFolder, wholeCatalog } from "./import-folder.ts";

describeDatabases("a repeated import", (database) => {
	const imports = importFolder(database);

	it("changes nothing, not even a time, and reports everything as unchanged", async () => {
		await imports.put("a.json", [
			comparisonDocument(
				toolDocument("A", { reviews: panelReviews("++-?") }),
				"B",
			),
			comparisonDocument("A", "C"),
		]);
		const paths = [imports.folder, FIXTURES];
		await imports.run(paths);
		const before = await wholeCatalog(database.db);
		imports.clock.advance(86_400_000);
		expect(await imports.run(paths)).toMatchObject({
			comparisons: { created: 0, updated: 0, unchanged: 4 },
			tools: { created: 0, updated: 0, unchanged: 7 },
			errors: [],
		});
		expect(await wholeCatalog(database.db)).toEqual(before);
	});

	it("updates the tool that changed, and only that one", async () => {
		await imports.run(
			await imports.put(
				"a.json",
				comparisonDocument(
					toolDocument("A", { reviews: panelReviews("++++") }),
					"B",
				),
			),
		);
		imports.clock.advance(1000);
		const path = await imports.put(
			"a.json",
			comparisonDocument(
				toolDocument("A", { reviews: panelReviews("++++"), pricing: "$5" }),
				"B",
			),
		);
		expect(await imports.run(path)).toMatchObject({
			comparisons: { created: 0, updated: 0, unchanged: 1 },
			tools: { created: 0, updated: 1, unchanged: 1 },
		});
		expect(await imports.tool("a")).toMatchObject({
			pricing: "$5",
			updated_at: imports.clock.now(),
		});
		expect((await imports.tool("a"))?.reviews).toHaveLength(4);
		expect((await imports.run(path)).tools).toEqual({
			created: 0,
			updated: 0,
			unchanged: 2,
		});
	});

	it("updates a comparison although the option gives the same date again", async () => {
		const publishedAt = "2026-11-17T09:00:00.000Z";
		await imports.run(
			await imports.put("a.json", comparisonDocument("A", "B")),
			{ publishedAt },
		);
		await imports.run(
			await imports.put(
				"a.json",
				comparisonDocument(toolDocument("A", { tagline: "new" }), "B"),
			),
			{ publishedAt },
		);
		expect((await imports.tool("a"))?.tagline).toBe("new");
	});

	it("keeps the publication date unless the option gives another", async () => {
		await imports.run(
			await imports.put("a.json", comparisonDocument("A", "B")),
		);
		const published_at = imports.clock.now();
		imports.clock.advance(5000);
		await imports.run(
			await imports.put(
				"a.json",
				comparisonDocument(toolDocument("A", { tagline: "new" }), "B"),
			),
		);
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			published_at,
		});
		expect(
			await imports.run(imports.folder, {
				publishedAt: "2026-12-01T00:00:00.000Z",
			}),
		).toMatchObject({ comparisons: { updated: 1 } });
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			published_at: "2026-12-01T00:00:00.000Z",
		});
	});

	it("takes a new weight, and keeps the old one if none is given", async () => {
		await imports.run(
			await imports.put("a.json", comparisonDocument("A", "B", { weight: 3 })),
		);
		expect(
			(
				await imports.run(
					await imports.put(
						"a.json",
						comparisonDocument("A", toolDocument("B", { tagline: "x" })),
					),
				)
			).comparisons.unchanged,
		).toBe(1);
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			weight: 3,
		});
		expect(
			(
				await imports.run(
					await imports.put(
						"a.json",
						comparisonDocument("A", "B", { weight: -1 }),
					),
				)
			).comparisons.updated,
		).toBe(1);
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			weight: -1,
		});
	});

	it("changes nothing, for any files", async () => {
		const name = fc.constantFrom("A", "B", "C", "D");
		// A review changes with time, and never returns to an earlier text.
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
			return comparisonDocument(
				toolDocument(left, {
					pricing,
					panelShare: share,
					reviews: panelReviews(signs.padEnd(4, "?"), words).slice(
						0,
						signs.length,
					),
				}),
				toolDocument(right, { pricing }),
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
							await imports.put(
								`${base}-${at}.jsonl`,
								documents.map(asDocument),
							),
						);
					const first = await imports.run(paths);
					const before = await wholeCatalog(database.db);
					imports.clock.advance(60_000);
					const second = await imports.run(paths);
					expect(await wholeCatalog(database.db)).toEqual(before);
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
