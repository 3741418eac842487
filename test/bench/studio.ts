import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { settingsInForce } from "../../src/config/in-force.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/schema.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { createStudio } from "../../src/studio/app.ts";
import { importRuns } from "../../src/studio/people/import-runs.ts";
import { issueContent } from "../studio/content.ts";
import { openWorld } from "../studio/world.ts";
import { type Measurement, median } from "./measurement.ts";

const SUBSCRIBERS = Number(process.env.STUDIO_SUBSCRIBERS ?? 1_000_000);
const ISSUES = 200;
const LOOKS = 7;
const TARGET_MS = 100;

/** How long each page of the studio takes with a million subscribers and 200 issues on a file. */
export async function bench(): Promise<Measurement[]> {
	const folder = mkdtempSync(join(tmpdir(), "bench-studio-"));
	const db = openDatabase(join(folder, "digest.sqlite"));
	await migrate(db);
	await fill(db);
	const world = await openWorld({ db });
	world.deps.settings = settingsInForce({}, {});
	try {
		const before = performance.now();
		await countFigures(world.deps, async () => null);
		const counting = performance.now() - before;
		const studio = createStudio(world.deps);
		const rows: Measurement[] = [
			measurement(
				"counting the figures of all issues once",
				counting,
				Number.POSITIVE_INFINITY,
			),
		];
		for (const path of [
			"/studio",
			"/studio/reports",
			`/studio/reports/${ISSUES}`,
			`/studio/reports/${ISSUES}/providers.csv`,
			`/studio/reports/${ISSUES}/rows?what=accepted`,
			`/studio/reports/${ISSUES}/rows?what=refused&domain=mail7.example`,
			`/studio/reports/${ISSUES}/rows?what=bounce&cause=full`,
			"/studio/people",
			"/studio/people?q=r9",
			"/studio/people?q=reader+9",
			"/studio/people?where=bounces%3E%3D2",
			"/studio/people?where=state%3Dpending",
			"/studio/people?state=active&format=brief&lens=skeptic&source=import&since=2026-02-01",
			"/studio/people?source=none",
			"/studio/people/777777",
			"/studio/people/777700/erase",
			"/studio/people/777777/unsubscribe",
			"/studio/people/add",
			"/studio/people/import",
			"/studio/settings",
		]) {
			const times: number[] = [];
			for (let look = 0; look < LOOKS; look++) {
				const start = performance.now();
				const answer = await studio.request(path);
				await answer.text();
				times.push(performance.now() - start);
				if (answer.status !== 200)
					throw new Error(`${path} answered ${answer.status}`);
			}
			rows.push(measurement(path, median(times), TARGET_MS));
		}
		rows.push(
			measurement(
				"/studio/people/export.csv until its first rows arrive",
				await firstRowsOfExport(studio),
				TARGET_MS,
			),
			...(await besideImport(world)),
		);
		return rows;
	} finally {
		await world.close();
		await db.destroy();
		rmSync(folder, { recursive: true });
	}
}

type Studio = ReturnType<typeof createStudio>;

async function firstRowsOfExport(studio: Studio): Promise<number> {
	const start = performance.now();
	const answer = await studio.request("/studio/people/export.csv");
	const reader = answer.body?.getReader();
	await reader?.read();
	await reader?.read();
	const took = performance.now() - start;
	await reader?.cancel();
	return took;
}

const IMPORTED = 100_000;

/**
 * How long others wait for the database while 100,000 rows are imported, each
 * measured by a small transaction such as those that record what a server accepted.
 */
async function besideImport({
	deps,
	db,
}: Awaited<ReturnType<typeof openWorld>>): Promise<Measurement[]> {
	const runs = importRuns(deps);
	const lines = Array.from(
		{ length: IMPORTED },
		(_, at) => `new${at}@mail${at % 977}.example,New ${at},no`,
	);
	const bytes = Buffer.from(`email,name,unsubscribed\n${lines.join("\n")}\n`);
	const consent = { consent: "measured" };
	const run = runs.begin(bytes, "", new URLSearchParams(), consent);
	const rows: Measurement[] = [];
	for (const [name, going] of [
		["a dry run", "checking"],
		["an import", "importing"],
	] as const) {
		if (going === "importing") runs.start(run, run.version);
		const waits: number[] = [];
		const begun = performance.now();
		while (run.stage === going) {
			const start = performance.now();
			await db.transaction().execute((trx) =>
				trx
					.updateTable("deliveries")
					.set({ attempts: 1 })
					.where("issue_id", "=", ISSUES)
					.where("subscriber_id", "=", 1 + (waits.length % SUBSCRIBERS))
					.execute(),
			);
			waits.push(performance.now() - start);
			await wait(5);
		}
		if (run.found.failure !== null) throw new Error(run.found.failure);
		waits.sort((a, b) => a - b);
		const at = (share: number) =>
			waits[Math.floor(share * (waits.length - 1))] ?? 0;
		rows.push(
			measurement(
				`${name} of ${IMPORTED.toLocaleString("en")} rows, in the background`,
				performance.now() - begun,
				Number.POSITIVE_INFINITY,
			),
			measurement(`beside ${name}, a transaction: median`, at(0.5), TARGET_MS),
			measurement(
				`beside ${name}, a transaction: 99 of 100`,
				at(0.99),
				TARGET_MS,
			),
			measurement(
				`beside ${name}, a transaction: longest`,
				at(1),
				2 * TARGET_MS,
			),
		);
	}
	return rows;
}

function measurement(name: string, value: number, most: number): Measurement {
	return {
		name,
		value,
		unit: "ms",
		peer: "the target",
		peerValue: TARGET_MS,
		ratio: value / TARGET_MS,
		target: Number.isFinite(most)
			? `under ${most} ms`
			: "none: in the background",
		pass: value < most,
	} as Measurement;
}

/** One issue has all its deliveries; the others have what is left of them after their time. */
async function fill(db: Db): Promise<void> {
	const content = JSON.stringify(issueContent());
	await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${SUBSCRIBERS})
		insert into subscribers (email, email_key, name, state, created_at, confirmed_at, updated_at)
		select 'r' || i || '@mail' || (i % 977) || '.example', 'r' || i || '@mail' || (i % 977) || '.example',
			'Reader ' || i, 'active', '2026-01-05T00:00:00.000Z', '2026-01-05T00:00:00.000Z', '2026-01-05T00:00:00.000Z' from n`.execute(
		db,
	);
	await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ISSUES})
		insert into issues (number, state, window_start, window_end, created_at, updated_at, sealed_at, completed_at, sealed_subject, recipients, content, compiled, envelope, final_counts)
		select i, 'complete', strftime('%Y-%m-%dT00:00:00.000Z', '2022-12-01', '+' || (7 * i) || ' days'), strftime('%Y-%m-%dT00:00:00.000Z', '2022-12-08', '+' || (7 * i) || ' days'),
			'2022-12-01T00:00:00.000Z', '2022-12-01T00:00:00.000Z', strftime('%Y-%m-%dT09:00:00.000Z', '2022-12-08', '+' || (7 * i) || ' days'), strftime('%Y-%m-%dT19:00:00.000Z', '2022-12-08', '+' || (7 * i) || ' days'),
			'Subject ' || i, ${SUBSCRIBERS}, ${content}, '{}', '{}', '{"accepted":990000,"refused":10000}' from n`.execute(
		db,
	);
	await sql`insert into consents (subscriber_id, source, asked_at, confirmed_at)
		select id, case when id % 3 = 0 then 'import' else 'form' end, '2026-01-05T00:00:00.000Z', '2026-01-05T00:00:00.000Z' from subscribers`.execute(
		db,
	);
	await sql`insert into deliveries (issue_id, subscriber_id, state, attempts, smtp_reply, updated_at)
		select ${ISSUES}, id, case when id % 100 = 0 then 'refused' else 'accepted' end, 1, '250 ok',
			strftime('%Y-%m-%dT%H:%M:00.000Z', '2026-10-08T09:00', '+' || (id % 600) || ' minutes') from subscribers`.execute(
		db,
	);
	await sql`insert into feedback (hash, at, source, issue_id, subscriber_id, kind, cause, domain, proven, first, counted, action)
		select 'h' || id, '2026-10-09T00:00:00.000Z', 'mail', ${ISSUES}, id, 'bounce', case when id % 200 = 0 then 'full' else 'gone' end, 'mail' || (id % 977) || '.example', 1, 1, 1, 'none'
		from subscribers where id % 50 = 0`.execute(db);
	// As the issues before were counted at their end.
	await sql`insert into issue_figures (issue_id, figure, name, count)
		select i.id, 'at accepted', 'domain' || s.id, 1000 from issues i, (select id from subscribers where id <= 977) s where i.id < ${ISSUES}`.execute(
		db,
	);
	await sql`insert into issue_figures (issue_id, figure, name, count)
		select id, 'deliveries counted', completed_at, ${SUBSCRIBERS} from issues where id < ${ISSUES}`.execute(
		db,
	);
	await sql.raw("analyze").execute(db);
}

if (import.meta.main)
	console.table(
		(await bench()).map(({ name, value, pass }) => ({
			name,
			ms: Math.round(value * 10) / 10,
			pass,
		})),
	);
