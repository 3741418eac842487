import { readConfig } from "../../src/config/config.ts";
import type { Desk } from "../../src/issue/context.ts";
import type { PreflightReport } from "../../src/preflight/report.ts";
import { FakeClock } from "./clock.ts";
import type { TestDatabase } from "./databases.ts";

/** For desks whose issues have no mail worth looking at; what a message must be is tested by itself. */
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

export interface TestDesk extends Desk {
	clock: FakeClock;
}

/** A desk with default settings (Tuesdays at 09:00 UTC), changed as the environment would. */
export function testDesk(
	database: TestDatabase,
	env: Record<string, string> = {},
	clock = new FakeClock(),
): TestDesk {
	return {
		db: database.db,
		clock,
		config: readConfig({
			PUBLIC_URL: "https://digest.example.com",
			MAIL_FROM: "Verdicts <digest@example.com>",
			POSTAL_ADDRESS: "1 Example Street, Sampleton",
			...env,
		}),
		preflight: nothingFound,
	};
}
