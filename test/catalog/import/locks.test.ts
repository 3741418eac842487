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

	it("writes a large file in several transactions, between which others write, and writes nothing of one with an error in its last line", async () => {
		const many = Array.from({ length: MANY }, (_, at) =>
			comparisonDocument(`Tool ${at}`, "Other"),
		);
		await imports.put("bad.jsonl", [...many, { tools: [] }]);
		const good = await imports.put("good.jsonl", many);
		const refused = await imports.run();
		expect(refused.errors).toMatchObject([
			{ code: "bad-document", line: MANY + 1 },
		]);
		expect(refused.files.map(({ ok }) => ok)).toEqual([false, true]);
		expect(refused.comparisons.created).toBe(MANY);
		// A second import changes nothing, but it still begins each transaction with the lock.
		let between = 0;
		const again = imports.run(good);
		while (
			!(await Promise.race([again, new Promise((go) => setImmediate(go))]))
		)
			between += tryToWrite(other, between);
		expect((await again).comparisons).toEqual({
			created: 0,
			updated: 0,
			unchanged: MANY,
		});
		expect(between).toBeGreaterThan(0);
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

/** @returns 1 when the lock was free, else 0 */
function tryToWrite(other: Sqlite.Database, value: number): 0 | 1 {
	try {
		other.exec(`insert into meta (key, value) values ('between ${value}', '')`);
		return 1;
	} catch (error) {
		if (error instanceof Sqlite.SqliteError && error.code === "SQLITE_BUSY")
			return 0;
		throw error;
	}
}
