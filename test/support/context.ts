import pino from "pino";
import { readConfig } from "../../src/config/config.ts";
import type { Context } from "../../src/context.ts";
import type { PreflightReport } from "../../src/preflight/report.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { FakeClock } from "./clock.ts";
import type { TestDatabase } from "./databases.ts";
import { plainRenderer } from "./renderer.ts";

/** A preflight without findings, for issues whose message does not matter. */
export async function nothingFound(): Promise<PreflightReport> {
	return {
		copies: [],
		findings: [],
		leftOut: [],
		notFetched: [],
		spamScore: null,
		seen: false,
	};
}

export interface TestContext extends Context {
	clock: FakeClock;
}

/** A context with default settings (Tuesdays at 09:00 UTC), changed as the environment would. */
export function testContext(
	database: TestDatabase,
	env: Record<string, string> = {},
	clock = new FakeClock(),
): TestContext {
	return {
		db: database.db,
		clock,
		config: readConfig({
			PUBLIC_URL: "https://digest.example.com",
			MAIL_FROM: "Verdicts <digest@example.com>",
			POSTAL_ADDRESS: "1 Example Street, Sampleton",
			...env,
		}),
		log: pino({ level: "silent" }),
		renderer: plainRenderer,
		tokens: createTokens("a secret that only tests know, 32 long"),
	};
}
