import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, openApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { createLog } from "../../src/log.ts";
import { FakeClock } from "./clock.ts";
import type { TestDatabase } from "./databases.ts";

export interface TestApp extends App {
	readonly clock: FakeClock;
	readonly dataDir: string;
	dispose(): Promise<void>;
}

/** The whole app on a test database, with a fake clock and a data folder that `dispose` deletes. */
export async function testApp(
	database: TestDatabase,
	env: Record<string, string> = {},
	clock = new FakeClock(),
	log = createLog("silent"),
): Promise<TestApp> {
	const dataDir = mkdtempSync(join(tmpdir(), "digest-test-"));
	const app = await openApp({
		config: readConfig({
			DATA_DIR: dataDir,
			PUBLIC_URL: "https://digest.example.com",
			MAIL_FROM: "Verdicts <digest@example.com>",
			POSTAL_ADDRESS: "1 Example Street, Sampleton",
			...env,
		}),
		clock,
		log,
		worker: createWorker({
			host: "here",
			pid: 1,
			nonce: "test",
			isRunning: () => true,
		}),
		// The suite opened the database, so closing the app must not close it.
		database: new Proxy(database.db, {
			get: (target, key) =>
				key === "destroy"
					? async () => {}
					: bound(target, Reflect.get(target, key, target)),
		}),
	});
	return {
		...app,
		clock,
		dataDir,
		async dispose() {
			await app.close();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** Kysely keeps private fields, which a proxy does not have. */
function bound(target: object, value: unknown): unknown {
	return typeof value === "function" ? value.bind(target) : value;
}
