import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openAsyncCommit } from "../../src/db/async-commit.ts";
import { metaOf, metaOrInsert } from "../../src/db/meta.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { freshSqlite } from "../support/databases.ts";
import { dropEverything, schemaOf } from "../support/schema.ts";

let database: Awaited<ReturnType<typeof freshSqlite>>;
let other: Sqlite.Database;
beforeEach(async () => {
	database = await freshSqlite();
	other = new Sqlite(database.file);
	other.exec("begin immediate");
});
afterEach(async () => {
	other.close();
	await database.db.destroy();
});

/** A write that waits. It has met the lock once reads and timers have had a turn. */
async function waiting(write: Promise<unknown>) {
	let ended = false;
	const end = () => {
		ended = true;
	};
	write.then(end, end);
	// Far more turns than the first tries need. A driver that blocks would not take the second.
	for (let turn = 0; turn < 5; turn++) {
		expect(await metaOf(database.db, "absent")).toBeNull();
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	expect(ended).toBe(false);
}

it("a transaction waits for another process's lock without blocking, and reads go on meanwhile", async () => {
	const write = database.db.transaction().execute(async (trx) => {
		await metaOrInsert(trx, "one", "1");
		return 42;
	});
	await waiting(write);
	other.exec("commit");
	expect(await write).toBe(42);
	expect(await metaOf(database.db, "one")).toBe("1");
});

it("a single statement waits for another process's lock in the same way", async () => {
	const write = metaOrInsert(database.db, "one", "1");
	await waiting(write);
	other.exec("commit");
	await write;
	expect(await metaOf(database.db, "one")).toBe("1");
});

it("an async commit waits too, and what others write meanwhile still waits for the disk", async () => {
	const { db } = database;
	const commits = await openAsyncCommit(db);
	const write = commits.write((trx) => metaOrInsert(trx, "one", "1"));
	await waiting(write);
	expect(await levelOf(db)).toBe(2);
	other.exec("commit");
	await (await write).durable;
	expect(await levelOf(db)).toBe(2);
	await commits.close();
});

/** 2 is FULL: a commit waits for the disk. */
async function levelOf(db: Db): Promise<number | undefined> {
	const { rows } = await sql<{
		synchronous: number;
	}>`pragma synchronous`.execute(db);
	return rows[0]?.synchronous;
}

it("transactions that waited begin one at a time, and none is lost", async () => {
	const { db } = database;
	let inside = 0;
	const writes = Array.from({ length: 20 }, (_, number) =>
		db.transaction().execute(async (trx) => {
			expect(++inside).toBe(1);
			await metaOrInsert(trx, `n${number}`, "");
			await new Promise((resolve) => setImmediate(resolve));
			inside--;
		}),
	);
	await waiting(Promise.all(writes));
	other.exec("commit");
	await Promise.all(writes);
	const { rows } =
		await sql`select key from meta where key like 'n%' and value = ''`.execute(
			db,
		);
	expect(rows).toHaveLength(20);
});

it("two connections that migrate an empty database at the same time both succeed, and the schema is whole", async () => {
	other.exec("commit");
	const whole = await schemaOf(database.db);
	await dropEverything(database.db);
	const second = openDatabase(database.file);
	const [one, two] = await Promise.all([migrate(database.db), migrate(second)]);
	expect([...one, ...two].filter((name) => name === "0001-foundation")).toEqual(
		["0001-foundation"],
	);
	expect(await schemaOf(second)).toEqual(whole);
	await second.destroy();
});
