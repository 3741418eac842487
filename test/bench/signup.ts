import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Ask, type Client, client, offer } from "./http-client.ts";
import type { Measurement } from "./measurement.ts";
import { startBenchSink } from "./sink.ts";

const SECRET = "a secret that only benchmarks know, 40 long";
const SECONDS = 8;
/** Sign-ups offered each second, however fast the server is. */
const SIGN_UPS = 600;
const FLOOD = 400;
const ONE_CLICKS = 25;
/** Sign-ups a second. */
const TARGET = 500;
const LIMIT_MS = 50;

/**
 * One process of the whole service, on SQLite with real commits. It gets
 * sign-ups, a flood of forms that it refuses, and one-click unsubscribes, all at
 * a fixed rate, so that slow answers make a queue instead of slowing the client.
 */
export async function bench(): Promise<Measurement[]> {
	const dataDir = mkdtempSync(join(tmpdir(), "digest-signup-"));
	const leaving = await seed(join(dataDir, "digest.sqlite"));
	const sink = await startBenchSink();
	const server = startDigest(["serve"], {
		DATA_DIR: dataDir,
		SECRET_KEY: SECRET,
		SMTP_URL: sink.url,
		PORT: "0",
		STUDIO_PORT: "0",
		LOG_LEVEL: "error",
	});
	try {
		const url = await server.says(/readers +(http:\S+)\/\n/);
		const ask = client(url);
		// The first requests compile the code.
		await offer(2, 200, (n) => ask(n % 2 ? leaving(n) : refused(n)));
		const alone = await offer(4, ONE_CLICKS, (n) => ask(leaving(n)));
		await offer(1, 200, (n) => signUp(ask, `warm${n}@example.com`));
		const before = cpuOf(server.child.pid);
		const [taken, , left] = await Promise.all([
			offer(SECONDS, SIGN_UPS, (n) => signUp(ask, `new${n}@example.com`)),
			offer(SECONDS, FLOOD, (n) => ask(refused(n))),
			offer(SECONDS, ONE_CLICKS, (n) => ask(leaving(1_000 + n))),
		]);
		return [
			{
				name: `sign-ups accepted a second, during ${FLOOD} refused forms a second`,
				value: taken.perSecond,
				unit: "/s",
				peer: "sign-ups offered",
				peerValue: SIGN_UPS,
				ratio: taken.perSecond / SIGN_UPS,
				// Of the whole process, including mailing the confirmations.
				cpu: {
					value: perRequest(before, cpuOf(server.child.pid)),
					peerValue: null,
				},
				target: `at least ${TARGET} a second`,
				pass: taken.perSecond >= TARGET && taken.failed === 0,
			},
			{
				name: "time of a one-click unsubscribe meanwhile, 99th percentile",
				value: left.p99,
				unit: "ms",
				peer: "the same without the other requests",
				peerValue: alone.p99,
				ratio: left.p99 / alone.p99,
				target: `at most ${LIMIT_MS} ms`,
				pass: left.p99 <= LIMIT_MS && left.failed === 0,
			},
		];
	} finally {
		server.child.kill("SIGKILL");
		await server.ended;
		await sink.close();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/** Seconds of processor time that a process has used; null where there is no /proc. */
function cpuOf(pid: number | undefined): number | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const [user, system] = stat
			.slice(stat.lastIndexOf(")") + 2)
			.split(" ")
			.slice(11, 13);
		return (Number(user) + Number(system)) / 100;
	} catch {
		return null;
	}
}

/** In microseconds. */
function perRequest(before: number | null, after: number | null) {
	const requests = SECONDS * (SIGN_UPS + FLOOD + ONE_CLICKS);
	return before === null || after === null
		? null
		: ((after - before) * 1e6) / requests;
}

/** Readers who leave by the link of their mail. */
async function seed(file: string): Promise<(n: number) => Ask> {
	const db = openDatabase(file);
	await migrate(db);
	const ids = await seedSubscribers(db, 2_000);
	await db.destroy();
	const tokens = createTokens(SECRET);
	return (n) => ({
		path: `/unsubscribe/${tokens.sign("unsubscribe", ids[n % ids.length] ?? 1)}`,
		type: "application/x-www-form-urlencoded",
		body: "List-Unsubscribe=One-Click",
		status: 200,
	});
}

function signUp(ask: Client, email: string): Promise<boolean> {
	return ask({
		path: "/api/v1/subscribers",
		type: "application/json",
		body: JSON.stringify({ email }),
		status: 202,
	});
}

/** A form with a forged proof and a filled honeypot. */
function refused(n: number): Ask {
	return {
		path: "/subscribe",
		type: "application/x-www-form-urlencoded",
		body: `email=bot${n}%40example.com&opened=forged&website=x`,
		status: 422,
	};
}
