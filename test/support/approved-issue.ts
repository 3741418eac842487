import { join } from "node:path";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { type TestCli, testCli } from "./cli.ts";
import { document, writeDocuments } from "./documents.ts";
import { type Running, startDigest } from "./process.ts";
import { seedSubscribers } from "./seed.ts";
import { type Sink, startSink } from "./smtp-sink.ts";

/** An installation whose issue 1 is approved, and the SMTP server that its senders use. */
export interface ApprovedIssue {
	readonly cli: TestCli;
	readonly sink: Sink;
	readonly db: Db;
	/** Starts `digest send` as a process of its own. */
	send(...argv: string[]): Running;
	/** The same, with other settings. */
	sendWith(env: Record<string, string>, ...argv: string[]): Running;
	/** How many deliveries of the issue are in each state; a state without any is left out. */
	counts(): ReturnType<typeof countByState>;
	close(): Promise<void>;
}

/** @param env settings of the installation and of its senders */
export async function approvedIssue(
	recipients: number,
	env: Record<string, string> = {},
): Promise<ApprovedIssue> {
	const sink = await startSink();
	const cli = testCli(env);
	await approveFirstIssue(cli, env, recipients);
	const db = openDatabase(databaseUrl(cli, env));
	const sendWith: ApprovedIssue["sendWith"] = (more, ...argv) =>
		startDigest(["send", ...argv], {
			DATA_DIR: cli.dataDir,
			SMTP_URL: `${sink.url}?tls=off`,
			LOG_LEVEL: "silent",
			...env,
			...more,
		});
	return {
		cli,
		sink,
		db,
		send: (...argv) => sendWith({}, ...argv),
		sendWith,
		counts: () => countByState(db, 1),
		async close() {
			await db.destroy();
			cli.dispose();
			await sink.close();
		},
	};
}

/**
 * Imports two comparisons, adds active subscribers, and drafts and approves
 * the issue. Returns the subscribers' ids.
 *
 * @throws Error with what the command wrote, when one fails
 */
export async function approveFirstIssue(
	cli: TestCli,
	env: Record<string, string>,
	recipients: number,
	addressOf?: (number: number) => string,
): Promise<number[]> {
	const week = writeDocuments(cli.dataDir, "week.json", [
		document(["Alpha", "++++"], ["Beta", "+---"]),
		document(["Gamma", "+-+-"], ["Älpha & Söhne", "----"]),
	]);
	await succeed(cli, "import", week);
	const db = openDatabase(databaseUrl(cli, env));
	const ids = await seedSubscribers(db, recipients, addressOf);
	await db.destroy();
	await succeed(cli, "issue", "draft");
	await succeed(cli, "issue", "approve");
	return ids;
}

async function succeed(cli: TestCli, ...argv: string[]): Promise<void> {
	const { code, err } = await cli.run(...argv);
	if (code !== 0) throw new Error(`digest ${argv.join(" ")} failed: ${err}`);
}

function databaseUrl(cli: TestCli, env: Record<string, string>): string {
	return env.DATABASE_URL ?? join(cli.dataDir, "digest.sqlite");
}
