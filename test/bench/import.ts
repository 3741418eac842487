import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import type { DocumentInput } from "../../src/catalog/import/document.ts";
import { importPaths } from "../../src/catalog/import/import.ts";
import { REVIEWERS } from "../../src/catalog/panel.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { systemClock } from "../../src/time/clock.ts";
import { compareWithBareInserts, preparedInsert } from "./bare-inserts.ts";
import type { Measurement } from "./measurement.ts";

const COMPARISONS = 10_000;
const RUNS = 5;
const TABLES = ["tools", "reviews", "comparisons"] as const;

/** The time to import 10,000 comparisons of 20,000 tools with 80,000 reviews. */
export async function bench(): Promise<Measurement[]> {
	const folder = await mkdtemp(join(tmpdir(), "bench-import-"));
	try {
		const file = join(folder, "comparisons.jsonl");
		await writeComparisons(file);
		return [
			await compareWithBareInserts(
				`import ${COMPARISONS.toLocaleString("en")} comparisons from JSON Lines`,
				RUNS,
				folder,
				{ timeImport: (path) => timeImport(file, path), timeInserts },
			),
		];
	} finally {
		await rm(folder, { recursive: true });
	}
}

export async function writeComparisons(file: string) {
	const stream = createWriteStream(file);
	for (let index = 0; index < COMPARISONS; index++)
		if (!stream.write(`${JSON.stringify(comparison(index))}\n`))
			await once(stream, "drain");
	stream.end();
	await once(stream, "finish");
}

function comparison(index: number): DocumentInput {
	return {
		publishedAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
		tools: [tool(2 * index), tool(2 * index + 1)],
	};
}

function tool(index: number): DocumentInput["tools"][number] {
	const verdicts = REVIEWERS.map((_, place) => (index >> place) % 2 === 0);
	const ship = verdicts.filter((says) => says).length;
	return {
		name: `Tool ${index} (Edition ${index % 7})`,
		tagline: `Does the work of ${index} people before breakfast`,
		category: ["Developer Tools", "Writing", "Design"][index % 3] ?? "Data",
		pricing: "Free for one person, then $12 a seat and month",
		entryPrice: "Free",
		bestFor: "Teams of three to thirty",
		description: prose(index, 60),
		panelShare: 25 * ship,
		community: { ship: index % 97, skip: index % 31 },
		reviews: REVIEWERS.map((reviewer, place) => ({
			reviewer,
			score: (index * 7 + place * 13) % 101,
			verdict: verdicts[place] ? ("ship" as const) : ("skip" as const),
			body: prose(index + place, 65),
		})),
	};
}

const WORDS =
	"the panel tried it for a week and found that small models answer faster than people who read their mail".split(
		" ",
	);

/** As many words as a review has. */
function prose(seed: number, words: number): string {
	return `${Array.from({ length: words }, (_, place) => WORDS[(seed * 31 + place * 7) % WORDS.length]).join(" ")}.`;
}

async function timeImport(file: string, path: string): Promise<number> {
	const db = openDatabase(path);
	await migrate(db);
	const start = performance.now();
	const report = await importPaths(db, systemClock, [file]);
	const time = performance.now() - start;
	await db.destroy();
	if (report.comparisons.created !== COMPARISONS || report.errors.length > 0)
		throw new Error(`The import went wrong: ${JSON.stringify(report)}`);
	return time;
}

/** Reading the rows is not counted. */
function timeInserts(from: Sqlite.Database, to: Sqlite.Database): number {
	const rows = TABLES.map(
		(table) =>
			[table, from.prepare(`select * from ${table}`).raw().all()] as const,
	);
	const insertAll = to.transaction(() => {
		for (const [table, all] of rows) {
			const insert = preparedInsert(to, table);
			for (const row of all) insert.run(row);
		}
	});
	const start = performance.now();
	insertAll();
	return performance.now() - start;
}
