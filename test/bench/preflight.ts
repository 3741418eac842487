import { join } from "node:path";
import { SAMPLES } from "../../src/app.ts";
import { importPaths } from "../../src/catalog/import/import.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { checkIssue, QUICK } from "../../src/preflight/check-issue.ts";
import { findSubject } from "../../src/preflight/find-target.ts";
import type { RunOptions } from "../../src/preflight/run.ts";
import { testApp } from "../support/app.ts";
import { freshSqlite } from "../support/databases.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Measurement, median } from "./measurement.ts";

const RUNS = 3;
const SUBSCRIBERS = 10_000;
const LIMIT = 5_000;

/**
 * Milliseconds for every check on the sample week's issue, as the median, the
 * largest and the strangest of ten thousand get it; its peer is what approving
 * waits for, which starts neither a browser nor SpamAssassin.
 */
export async function bench(): Promise<Measurement[]> {
	const database = await freshSqlite();
	const app = await testApp(database);
	try {
		await seedSubscribers(app.db, SUBSCRIBERS);
		await importPaths(app.db, app.clock, [join(SAMPLES, "week-2")], {
			publishedAt: "2026-11-18T00:00:00.000Z",
		});
		await draftIssue(app);
		const instruments = await app.instruments();
		const { issue, rendered } = await findSubject(app, undefined);
		const timed = async (options: RunOptions) => {
			const times: number[] = [];
			for (let run = 0; run < RUNS; run++) {
				const before = performance.now();
				await checkIssue(app, instruments, issue, rendered, null, options);
				times.push(performance.now() - before);
			}
			return median(times);
		};
		const value = await timed({ withoutBrowser: null, withoutSpam: null });
		const peerValue = await timed(QUICK);
		return [
			{
				name: "preflight of an issue, a browser and all",
				value,
				unit: "ms",
				peer: "what approving waits for",
				peerValue,
				ratio: value / peerValue,
				target: `within ${LIMIT} ms`,
				pass: value <= LIMIT,
			},
		];
	} finally {
		await app.dispose();
		await database.db.destroy();
	}
}
