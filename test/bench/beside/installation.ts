import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../../src/db/open.ts";
import { createTokens } from "../../../src/subscriber/token.ts";
import { startDigest } from "../../support/process.ts";
import { seedSubscribers } from "../../support/seed.ts";
import type { Client } from "../http-client.ts";
import { startFastSink } from "../sink.ts";

const SECRET = "a secret that only benchmarks know, 40 long";
/** Where the pages of the public site are; of the reader's own, those that a mail links to. */
const PAGES = [
	"/",
	"/issues",
	"/issues/1",
	"/c/COMPARISON",
	"/tools/TOOL",
	"/subscribe",
	"/preferences/TOKEN",
	"/preferences/TOKEN/preview",
	"/unsubscribe/TOKEN",
	"/no-such-page",
];

export interface BesideInstallation {
	dataDir: string;
	env: Record<string, string>;
	pages: string[];
	/** A request that unsubscribes one more reader. */
	leave(ask: Client): Promise<boolean>;
	close(): Promise<void>;
}

export function get(ask: Client, path: string): Promise<boolean> {
	const status = path === "/no-such-page" ? 404 : 200;
	return ask({ method: "GET", path, status });
}

export function shown(page: string): string {
	return page.replace(/(?<=^\/(?:preferences|unsubscribe)\/)[^/]+/, "TOKEN");
}

/** The issues of the demo, and this many subscribers more, whose mail nobody keeps. */
export async function openBesideInstallation(
	subscribers: number,
): Promise<BesideInstallation> {
	const dataDir = mkdtempSync(join(tmpdir(), "digest-beside-"));
	const sink = await startFastSink();
	const env = {
		DATA_DIR: dataDir,
		SECRET_KEY: SECRET,
		PORT: "0",
		STUDIO_PORT: "0",
		LOG_LEVEL: "error",
	};
	const demo = startDigest(["demo"], env);
	await demo.ended;
	const db = openDatabase(join(dataDir, "digest.sqlite"));
	const ids = await seedSubscribers(db, subscribers);
	const { slug: comparison } = await db
		.selectFrom("comparisons")
		.select("slug")
		.orderBy("published_at")
		.executeTakeFirstOrThrow();
	const { slug: tool } = await db
		.selectFrom("tools as t")
		.innerJoin("comparisons as c", "c.left_tool_id", "t.id")
		.select("t.slug")
		.orderBy("c.published_at")
		.executeTakeFirstOrThrow();
	await db.destroy();
	const tokens = createTokens(SECRET);
	const reader = ids.at(-1) ?? 1;
	let left = 0;
	return {
		dataDir,
		env: { ...env, SMTP_URL: sink.url },
		pages: PAGES.map((page) =>
			page
				.replace("COMPARISON", comparison)
				.replace("TOOL", tool)
				.replace(
					"TOKEN",
					tokens.sign(
						page.startsWith("/unsubscribe") ? "unsubscribe" : "preferences",
						reader,
					),
				),
		),
		leave: (ask) =>
			ask({
				path: `/unsubscribe/${tokens.sign("unsubscribe", ids[left++ % ids.length] ?? 1)}`,
				type: "application/x-www-form-urlencoded",
				body: "List-Unsubscribe=One-Click",
				status: 200,
			}),
		close: async () => {
			await sink.close();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}
