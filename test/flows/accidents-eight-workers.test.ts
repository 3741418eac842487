import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { type Postgres, startPostgres } from "../support/postgres.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";

/* Eight workers of another sender made up to seventeen copies of a message. */

const PEOPLE = 400;
const WORKERS = 8;

let postgres: Postgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

describe.each(["SQLite", "PostgreSQL"])("eight workers on %s", (kind) => {
	it("reach everybody, and nobody twice", async () => {
		const sink = await startSink();
		const database = kind === "SQLite" ? {} : { DATABASE_URL: postgres.url };
		const cli = testCli(database);
		await cli.run(
			"import",
			writeDocuments(cli.dataDir, "week.json", [
				document(["Alpha", "++++"], ["Beta", "+---"]),
			]),
		);
		const db = openDatabase(
			database.DATABASE_URL ?? join(cli.dataDir, "digest.sqlite"),
		);
		await seedSubscribers(db, PEOPLE);
		await cli.run("issue", "draft");
		await cli.run("issue", "approve");
		// Slow enough that all eight are at it together.
		sink.fault = ({ phase }) => (phase === "dot" ? { late: 50 } : undefined);
		const workers = Array.from({ length: WORKERS }, () =>
			startDigest(["send"], {
				DATA_DIR: cli.dataDir,
				SMTP_URL: `${sink.url}?tls=off`,
				SMTP_CONNECTIONS: "2",
				LOG_LEVEL: "silent",
				...database,
			}),
		);
		const ends = await Promise.all(workers.map(({ ended }) => ended));
		expect(ends.map(({ code }) => code)).toEqual(workers.map(() => 0));
		expect(sink.connections).toBeGreaterThan(WORKERS);
		expect(sink.messages).toHaveLength(PEOPLE);
		expect(new Set(sink.messages.map(({ recipient }) => recipient)).size).toBe(
			PEOPLE,
		);
		const claims = await db
			.selectFrom("deliveries")
			.select(["state", "fence"])
			.distinct()
			.execute();
		expect(claims).toEqual([{ state: "accepted", fence: 1 }]);
		await db.destroy();
		cli.dispose();
		await sink.close();
	}, 90_000);
});
