import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { type Postgres, startPostgres } from "../support/postgres.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";

/* The whole story once on a real PostgreSQL server and its real driver, with several workers. */

let postgres: Postgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

it("three workers share an issue and its limits on PostgreSQL without a copy", async () => {
	const people = 900;
	const { url } = postgres;
	const sink = await startSink();
	const cli = testCli({ DATABASE_URL: url });
	const week = writeDocuments(cli.dataDir, "week.json", [
		document(["Alpha", "++++"], ["Beta", "+---"]),
		document(["Gamma", "+-+-"], ["Älpha & Söhne", "----"]),
	]);
	expect((await cli.run("import", week)).out).toContain("2 created");
	expect((await cli.run("import", week)).out).toContain("Nothing changed");
	const db = openDatabase(url);
	await seedSubscribers(db, people);
	await db.destroy();
	expect((await cli.run("issue", "draft")).code).toBe(0);
	expect((await cli.run("issue", "approve")).code).toBe(0);
	const threeSend = async (argv: string[], env: Record<string, string>) => {
		const workers = [1, 2, 3].map(() =>
			startDigest(["send", ...argv], {
				DATA_DIR: cli.dataDir,
				DATABASE_URL: url,
				SMTP_URL: `${sink.url}?tls=off`,
				LOG_LEVEL: "silent",
				...env,
			}),
		);
		const ends = await Promise.all(workers.map((worker) => worker.ended));
		return ends.map((end) => end.code);
	};
	const limits = { SEND_RATE: "400/d", DOMAIN_RATE: "*=250/d" };
	expect(await threeSend(["--no-wait"], limits)).toEqual([1, 1, 1]);
	expect(sink.messages).toHaveLength(250);
	expect(await threeSend([], {})).toEqual([0, 0, 0]);
	expect(sink.messages).toHaveLength(people);
	expect(new Set(sink.messages.map((one) => one.recipient)).size).toBe(people);
	const shown = await cli.json<{ state: string; deliveries: object }>(
		"issue",
		"show",
		"--json",
	);
	expect(shown).toMatchObject({
		state: "complete",
		deliveries: { recipients: people, accepted: people, final: people },
	});
	cli.dispose();
	await sink.close();
}, 120_000);

it("two drafts at once on PostgreSQL are one issue", async () => {
	const cli = testCli({ DATABASE_URL: await postgres.another("drafts") });
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	const drafts = await Promise.all(
		Array.from({ length: 6 }, () => cli.run("issue", "draft")),
	);
	expect(drafts.map(({ code, err }) => `${code}${err}`)).toEqual(
		Array(6).fill("0"),
	);
	expect(await cli.json("issue", "list", "--json")).toHaveLength(1);
	cli.dispose();
}, 60_000);
