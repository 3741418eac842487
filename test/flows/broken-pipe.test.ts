import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { openDatabase } from "../../src/db/open.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { LAUNCHER, startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { startSink } from "../support/smtp-sink.ts";

/* Whoever reads the output leaves in the middle, as `digest … | head -1` does. */

const PEOPLE = 400;

async function counts(cli: TestCli) {
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const states = await countByState(db, 1);
	await db.destroy();
	return states;
}

it("goes on sending though nobody reads its progress any more", async () => {
	const sink = await startSink();
	const cli = testCli();
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await seedSubscribers(db, PEOPLE);
	await db.destroy();
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	// Slow enough that a line of progress falls due in the middle.
	sink.fault = ({ phase }) => (phase === "dot" ? { late: 60 } : undefined);
	const { child, says, ended } = startDigest(["send"], {
		DATA_DIR: cli.dataDir,
		SMTP_URL: `${sink.url}?tls=off`,
		SMTP_CONNECTIONS: "4",
		LOG_LEVEL: "silent",
	});
	await says(/Sending issue 1/);
	child.stderr?.destroy();
	expect(await ended).toEqual({ code: 0, signal: null });
	expect(await counts(cli)).toEqual({ accepted: PEOPLE });
	expect(sink.messages).toHaveLength(PEOPLE);
	cli.dispose();
	await sink.close();
}, 60_000);

it("ends in order when nobody reads its results, and says in its exit code that it is not done", async () => {
	const cli = testCli();
	const env = { DATA_DIR: cli.dataDir, LOG_LEVEL: "silent" };
	const first = startDigest(["demo", "--no-serve"], env);
	first.child.stdout?.destroy();
	expect(await first.ended).toEqual({ code: 1, signal: null });
	const { claimed = 0, unsure = 0 } = await counts(cli);
	expect(claimed + unsure).toBe(0);
	const second = startDigest(["demo", "--no-serve"], env);
	expect(await second.ended).toEqual({ code: 0, signal: null });
	expect(second.output()).toContain("8 of 8 recipients accepted");
	cli.dispose();
}, 60_000);

it.each([["list"], ["list", "--json"]])(
	"issue %s: results that can't be written, as on a full disk, are a failure",
	async (...argv) => {
		const cli = testCli();
		const file = join(cli.dataDir, "results");
		writeFileSync(file, "");
		// Opened for reading alone, it takes nothing.
		const full = openSync(file, "r");
		const child = spawn(process.execPath, [LAUNCHER, "issue", ...argv], {
			env: { PATH: process.env.PATH ?? "", DATA_DIR: cli.dataDir },
			stdio: ["ignore", full, "ignore"],
		});
		expect(await once(child, "close")).toEqual([1, null]);
		closeSync(full);
		cli.dispose();
	},
	60_000,
);
