import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/open.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { askAgain, type Client, client, offer } from "./http-client.ts";
import { atMostTimes, type Measurement } from "./measurement.ts";
import { startBenchSink } from "./sink.ts";

const SECRET = "a secret that only benchmarks know, 40 long";
const SECONDS = 6;
const CLIENTS = 50;
const ONE_CLICKS = 25;
const SUBSCRIBERS = 20_000;
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

/**
 * One process of the whole service on SQLite, with the issues of the demo. The
 * time of a one-click unsubscribe, and the messages sent a second, while others
 * ask for pages as fast as they get them.
 */
export async function bench(): Promise<Measurement[]> {
	const installation = await openInstallation();
	try {
		return await unsubscribing(installation);
	} finally {
		await installation.close();
	}
}

interface Installation {
	env: Record<string, string>;
	pages: string[];
	/** A request that unsubscribes one more reader. */
	leave(ask: Client): Promise<boolean>;
	close(): Promise<void>;
}

async function unsubscribing(installation: Installation) {
	const server = startDigest(["serve"], installation.env);
	try {
		const ask = client(await server.says(/readers +(http:\S+)\/\n/));
		const leave = () => installation.leave(ask);
		for (const page of installation.pages) await get(ask, page);
		await offer(2, 200, leave);
		const alone = await offer(SECONDS, ONE_CLICKS, leave);
		const measurements: Measurement[] = [];
		for (const page of installation.pages) {
			const stop = new AbortController();
			const asked = askAgain(CLIENTS, () => get(ask, page), stop.signal);
			const left = await offer(SECONDS, ONE_CLICKS, leave);
			stop.abort();
			const { perSecond } = await asked;
			measurements.push(
				atMostTimes(5, {
					name: `one-click unsubscribe, 99th percentile, beside ${CLIENTS} clients of ${shown(page)} (${Math.round(perSecond)} pages a second)`,
					value: left.p99,
					unit: "ms",
					peer: "the same without them",
					peerValue: alone.p99,
				}),
			);
		}
		return measurements;
	} finally {
		server.child.kill("SIGKILL");
		await server.ended;
	}
}

function get(ask: Client, path: string): Promise<boolean> {
	const status = path === "/no-such-page" ? 404 : 200;
	return ask({ method: "GET", path, status });
}

function shown(page: string): string {
	return page.replace(/(?<=^\/(?:preferences|unsubscribe)\/)[^/]+/, "TOKEN");
}

async function openInstallation(): Promise<Installation> {
	const dataDir = mkdtempSync(join(tmpdir(), "digest-beside-"));
	const sink = await startBenchSink();
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
	const ids = await seedSubscribers(db, SUBSCRIBERS);
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
