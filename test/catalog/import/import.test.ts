import { expect, it } from "vitest";
import { comparisonBySlug } from "../../../src/db/catalog/catalog.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";
import { FIXTURES, importFolder, wholeCatalog } from "./import-folder.ts";

describeDatabases("an import", (database) => {
	const imports = importFolder(database);

	it("stores comparisons, tools and reviews from every kind of file", async () => {
		await imports.put(
			"a.json",
			comparisonDocument(
				toolDocument("Alpha", {
					reviews: panelReviews("+-+?"),
					panelShare: 50,
					community: { ship: 3, skip: 1 },
				}),
				"Beta",
				{ weight: 5, publishedAt: "2026-11-01T00:00:00Z" },
			),
		);
		await imports.put("b.json", [
			comparisonDocument("Gamma", "Delta"),
			comparisonDocument("Gamma", "Beta"),
		]);
		await imports.put("c.jsonl", [comparisonDocument("Epsilon", "Zeta")]);
		await imports.put(
			"d.ndjson",
			`\ufeff${JSON.stringify(comparisonDocument("Eta", "Theta"))}\r\n\r\n  \n`,
		);
		const report = await imports.run([imports.folder, FIXTURES]);
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

	it("publishes a comparison without a date at the time of the import", async () => {
		await imports.run(
			await imports.put("a.json", comparisonDocument("A", "B")),
		);
		expect(await comparisonBySlug(database.db, "a-vs-b")).toMatchObject({
			published_at: imports.clock.now(),
			left: { as_of: imports.clock.now() },
		});
	});

	it("publishes every comparison at the time given as an option", async () => {
		const path = await imports.put("a.json", [
			comparisonDocument("A", "B", { publishedAt: "2026-01-01T00:00:00Z" }),
			comparisonDocument("C", "D"),
		]);
		const publishedAt = "2026-11-17T09:00:00.000Z";
		await imports.run(path, { publishedAt });
		expect(
			(await wholeCatalog(database.db)).comparisons.map(
				(one) => one.published_at,
			),
		).toEqual([publishedAt, publishedAt]);
		expect((await imports.run(path, { publishedAt })).comparisons).toEqual({
			created: 0,
			updated: 0,
			unchanged: 2,
		});
	});

	it("imports a file of many chunks", async () => {
		const many = Array.from({ length: 777 }, (_, at) =>
			comparisonDocument(`Tool ${at}`, `Tool ${at + 1}`),
		);
		const seen: number[] = [];
		const path = await imports.put("many.jsonl", many);
		const report = await imports.run(path, {
			onProgress: ({ comparisons }) => seen.push(comparisons),
		});
		expect(report.comparisons.created).toBe(777);
		expect(report.tools).toEqual({ created: 778, updated: 0, unchanged: 0 });
		expect(seen.length).toBeGreaterThan(2);
		expect(seen.at(-1)).toBe(777);
		expect((await imports.run(path)).tools).toEqual({
			created: 0,
			updated: 0,
			unchanged: 778,
		});
	});

	it("reports in a dry run exactly what it then does, and changes nothing", async () => {
		await imports.put("a.json", [
			comparisonDocument("A", "B"),
			comparisonDocument(toolDocument("A", { pricing: "$2" }), "C"),
		]);
		await imports.put(
			"b.json",
			comparisonDocument(toolDocument("A", { pricing: "$3" }), "D"),
		);
		await imports.put(
			"c.json",
			comparisonDocument("X", "Y", { slug: "a-vs-b" }),
		);
		await imports.put("d.jsonl", [comparisonDocument("E", "F"), { tools: [] }]);
		await imports.put("e.txt", "not a capture");
		const before = await wholeCatalog(database.db);
		const planned = await imports.run(imports.folder, { dryRun: true });
		expect(await wholeCatalog(database.db)).toEqual(before);
		expect(planned.errors.map((error) => error.code)).toEqual([
			"slug-taken",
			"bad-document",
			"not-a-capture",
		]);
		expect(await imports.run(imports.folder)).toEqual({
			...planned,
			dryRun: false,
		});
		expect(await imports.run(imports.folder, { dryRun: true })).toMatchObject({
			comparisons: { created: 0, updated: 0 },
		});
	});
});
