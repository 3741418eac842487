import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { comparisonDocument } from "./documents.ts";
import { importFolder, wholeCatalog } from "./import-folder.ts";

/** More than one transaction takes. */
const MANY = 2_100;

describe("an import beside a process that writes", () => {
	const database = {} as TestDatabase & { file: string };
	const imports = importFolder(database);
	let other: Sqlite.Database;
	beforeEach(async () => {
		Object.assign(database, await freshSqlite());
		other = new Sqlite(database.file, { timeout: 0 });
	});
	afterEach(async () => {
		other.close();
		await database.db.destroy();
	});

	it("needs no write lock for a dry run", async () => {
		const path = await imports.put("a.json", [
			comparisonDocument("A", "B"),
			comparisonDocument("A", "C"),
		]);
		other.exec("begin immediate");
		const planned = await imports.run(path, { dryRun: true });
		other.exec("commit");
		expect(planned.tools).toEqual({ created: 3, updated: 0, unchanged: 0 });
		expect(await imports.run(path)).toEqual({ ...planned, dryRun: false });
	});

	it("writes a large file in several transactions, between which others can write, and nothing of one with an error in its last line", async () => {
		const many = Array.from({ length: MANY }, (_, at) =>
			comparisonDocument(`Tool ${at}`, "Other"),
		);
		await imports.put("bad.jsonl", [...many, { tools: [] }]);
		const good = await imports.put("good.jsonl", many);
		// What another process sees while the import goes on.
		const seen = new Set<unknown>();
		const count = other.prepare("select count(*) from comparisons").pluck();
		const refused = await imports.run(undefined, {
			onProgress: () => seen.add(count.get()),
		});
		expect(refused.errors).toMatchObject([
			{ code: "bad-document", line: MANY + 1 },
		]);
		expect(refused.files.map(({ ok }) => ok)).toEqual([false, true]);
		expect(refused.comparisons.created).toBe(MANY);
		expect([...seen]).toEqual([0, 2_000]);
		expect((await imports.run(good)).comparisons).toEqual({
			created: 0,
			updated: 0,
			unchanged: MANY,
		});
	});

	it("writes nothing of a large file that takes a slug from other tools, or has it twice", async () => {
		await imports.run(
			await imports.put("first.json", comparisonDocument("A", "B")),
		);
		const before = await wholeCatalog(database.db);
		const many = Array.from({ length: MANY }, (_, at) =>
			comparisonDocument(`Tool ${at}`, "Other"),
		);
		const taken = comparisonDocument("X", "Y", { slug: "a-vs-b" });
		const twice = comparisonDocument("X", "Y", { slug: "tool-0-vs-other" });
		for (const [last, code] of [
			[taken, "slug-taken"],
			[twice, "duplicate"],
		] as const) {
			const path = await imports.put("large.jsonl", [...many, last]);
			expect((await imports.run(path)).errors).toMatchObject([
				{ code, line: MANY + 1 },
			]);
		}
		expect(await wholeCatalog(database.db)).toEqual(before);
	});
});
