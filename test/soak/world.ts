import { type App, openApp } from "../../src/app.ts";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config/config.ts";
import { addBookmarks } from "../../src/db/catalog/bookmarks.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { createLog } from "../../src/log.ts";
import { createWeb } from "../../src/web/http/app.ts";
import { testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { type Running, startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import type { Evidence } from "./evidence.ts";
import { keepJournal, readLeavers, readLedger } from "./ledger.ts";
import { ownBytes } from "./own-bytes.ts";

/** An installation in a temporary folder with an approved issue, and readers who do not sit still. */
export interface World {
	readonly recipients: readonly string[];
	readonly dataDir: string;
	/** A real `digest send`. */
	send(): Running;
	/** By the one-click POST of the mail's own link. */
	leave(email: string, moment: () => number): Promise<void>;
	/** Saves a tool, so that the message would be merged differently now. */
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
export async function openWorld(
	readers: number,
	addressOf: (number: number) => string,
	env: Record<string, string>,
): Promise<World> {
	const cli = testCli(env);
	const settings = { DATA_DIR: cli.dataDir, LOG_LEVEL: "silent", ...env };
	await must(
		cli.run(
			"import",
			writeDocuments(cli.dataDir, "week.json", [
				document(["Alpha", "++++"], ["Beta", "+---"]),
				document(["Gamma", "+-+-"], ["Delta & Söhne", "----"]),
			]),
		),
	);
	const app = await openAppFor(settings);
	const ids = await seedSubscribers(app.db, readers, addressOf);
	await must(cli.run("issue", "draft"));
	await must(cli.run("issue", "approve"));
	await keepJournal(app.db);
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
			ownBytes: new Map(
				[...(await ownBytes(app))].filter(([email]) => !savers.has(email)),
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

async function must(command: Promise<{ code: number; err: string }>) {
	const { code, err } = await command;
	if (code !== 0) throw new Error(err);
}
