import { type App, openApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { addBookmarks } from "../../src/db/catalog/bookmarks.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { createLog } from "../../src/log.ts";
import { systemClock } from "../../src/time/clock.ts";
import { createWeb } from "../../src/web/http/app.ts";
import { approveFirstIssue } from "../support/approved-issue.ts";
import { testCli } from "../support/cli.ts";
import { type Running, startDigest } from "../support/process.ts";
import type { Evidence } from "./evidence.ts";
import { expectedHashes } from "./expected-hashes.ts";
import { readLeavers, readLedger, recordHistory } from "./ledger-history.ts";

/** An installation in a temporary folder with an approved issue, and what its readers do meanwhile. */
export interface SoakInstallation {
	readonly recipients: readonly string[];
	readonly dataDir: string;
	/** Starts `digest send` as a process of its own. */
	send(): Running;
	/** Unsubscribes with the one-click POST of the reader's own link. */
	leave(email: string, moment: () => number): Promise<void>;
	/** Saves a tool, so that a message merged from now on would differ. */
	save(email: string): Promise<void>;
	evidence(): Promise<
		Omit<Evidence, "lanes" | "recipients" | "transactions" | "runs">
	>;
	close(): Promise<void>;
}

/**
 * @param addressOf the address of the reader with this number, from 1 on
 * @param env settings, of which SMTP_URL says where the mail goes
 */
export async function openSoakInstallation(
	readers: number,
	addressOf: (number: number) => string,
	env: Record<string, string>,
): Promise<SoakInstallation> {
	const cli = testCli(env);
	const settings = { DATA_DIR: cli.dataDir, LOG_LEVEL: "silent", ...env };
	const ids = await approveFirstIssue(cli, env, readers, addressOf);
	const app = await openAppFor(settings);
	await recordHistory(app.db);
	const recipients = ids.map((_, index) => addressOf(index + 1));
	const idOf = new Map(recipients.map((email, index) => [email, ids[index]]));
	const tools = await app.db.selectFrom("tools").select("id").execute();
	const web = createWeb(app);
	const left = new Map<string, number>();
	const savers = new Set<string>();
	return {
		recipients,
		dataDir: cli.dataDir,
		send: () => startDigest(["send"], settings),
		async leave(email, moment) {
			const token = app.tokens.sign("unsubscribe", idOf.get(email) ?? 0);
			const { status } = await web.request(`/unsubscribe/${token}`, {
				method: "POST",
				body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
			});
			if (status !== 200) throw new Error(`leaving was answered by ${status}`);
			if (!left.has(email)) left.set(email, moment());
		},
		async save(email) {
			const tool = tools[savers.size % tools.length];
			savers.add(email);
			if (tool)
				await addBookmarks(
					app.db,
					idOf.get(email) ?? 0,
					[tool.id],
					systemClock.now(),
				);
		},
		evidence: async () => ({
			...(await readLedger(app.db)),
			leavers: await readLeavers(app.db, left),
			expectedHashes: new Map(
				[...(await expectedHashes(app))].filter(
					([email]) => !savers.has(email),
				),
			),
		}),
		async close() {
			await app.close();
			cli.dispose();
		},
	};
}

async function openAppFor(settings: Record<string, string>): Promise<App> {
	return openApp({
		config: readConfig(settings),
		clock: systemClock,
		log: createLog("silent"),
		worker: createWorker({
			host: "soak",
			pid: 0,
			nonce: "web",
			isRunning: () => true,
		}),
	});
}
