import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAsyncCommit } from "../../src/db/async-commit.ts";
import { metaOf } from "../../src/db/meta.ts";
import type { Trx } from "../../src/db/schema.ts";
import { describeDatabases, freshSqlite } from "../support/databases.ts";

const note = (key: string, value: string) => (trx: Trx) =>
	trx.insertInto("meta").values({ key, value }).execute();

describeDatabases("an async commit", (database) => {
	it("commits the work and returns its result", async () => {
		const commits = await openAsyncCommit(database.db);
		const { value, durable } = await commits.write(async (trx) => {
			await note("one", "1")(trx);
			return 42;
		});
		expect(value).toBe(42);
		expect(await metaOf(database.db, "one")).toBe("1");
		await durable;
		await commits.close();
	});

	it("rolls back work that fails, rejects with its error, and commits the next work", async () => {
		const commits = await openAsyncCommit(database.db);
		await expect(
			commits.write(async (trx) => {
				await note("one", "1")(trx);
				throw new Error("no more");
			}),
		).rejects.toThrow("no more");
		expect(await metaOf(database.db, "one")).toBeNull();
		await (await commits.write(note("two", "2"))).durable;
		expect(await metaOf(database.db, "two")).toBe("2");
		await commits.close();
	});
});

describe("an async commit on a SQLite file", () => {
	let database: Awaited<ReturnType<typeof freshSqlite>>;
	beforeEach(async () => {
		database = await freshSqlite();
	});
	afterEach(() => database.db.destroy());

	it("runs concurrent work one after the other, in the order of the calls", async () => {
		const commits = await openAsyncCommit(database.db);
		const seen: number[] = [];
		await Promise.all(
			[1, 2, 3, 4].map((number) =>
				commits.write(async (trx) => {
					await note(`n${number}`, "")(trx);
					seen.push(number);
				}),
			),
		);
		expect(seen).toEqual([1, 2, 3, 4]);
		await commits.close();
	});

	async function synchronous(): Promise<number | undefined> {
		const { rows } = await sql<{
			synchronous: number;
		}>`pragma synchronous`.execute(database.db);
		return rows[0]?.synchronous;
	}

	it("is visible to another connection before it is durable", async () => {
		const commits = await openAsyncCommit(database.db);
		const other = new Sqlite(database.file, { readonly: true });
		const { durable } = await commits.write(note("one", "1"));
		expect(
			other.prepare("select value from meta where key = 'one'").pluck().get(),
		).toBe("1");
		await durable;
		other.close();
		await commits.close();
	});

	it("leaves other transactions fully synchronous, also after a failure", async () => {
		const FULL = 2;
		const NORMAL = 1;
		const commits = await openAsyncCommit(database.db);
		expect(await synchronous()).toBe(FULL);
		let inside: number | undefined;
		await commits.write(async (trx) => {
			const { rows } = await sql<{
				synchronous: number;
			}>`pragma synchronous`.execute(trx);
			inside = rows[0]?.synchronous;
		});
		expect(inside).toBe(NORMAL);
		expect(await synchronous()).toBe(FULL);
		await commits
			.write(() => Promise.reject(new Error("no more")))
			.catch(() => {});
		expect(await synchronous()).toBe(FULL);
		await commits.close();
	});

	it("rejects the promise of durability when the log can't be synced to the disk", async () => {
		const commits = await openAsyncCommit(database.db);
		// The log is closed under it, as when its disk goes away.
		await commits.close();
		const { durable } = await commits.write(note("one", "1"));
		await expect(durable).rejects.toThrow();
	});

	it("rejects when the database can't be written", async () => {
		const commits = await openAsyncCommit(database.db);
		await sql`pragma query_only = 1`.execute(database.db);
		await expect(commits.write(note("one", "1"))).rejects.toThrow(/readonly/);
		await commits.close();
	});
});
