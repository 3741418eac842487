import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { importSubscribers } from "../../src/subscriber/csv/import.ts";
import { systemClock } from "../../src/time/clock.ts";
import { compareWithBareInserts, preparedInsert } from "./bare-inserts.ts";
import type { Measurement } from "./measurement.ts";
import { memoryWhileRunning } from "./memory-use.ts";

/** Set AUDIENCE_ROWS=1000000 for a million. */
const ROWS = Number(process.env.AUDIENCE_ROWS ?? 200_000);
const RUNS = ROWS > 500_000 ? 1 : 3;
/** How many MB more the second half of an import may take than the first. */
const GROWTH_MB = 64;
const PAGE = 10_000;

/** The time and the memory of importing subscribers from CSV. */
export async function bench(): Promise<Measurement[]> {
	const folder = await mkdtemp(join(tmpdir(), "bench-audience-"));
	try {
		const file = join(folder, "people.csv");
		await writePeople(file);
		return [
			await compareWithBareInserts(
				`import ${ROWS.toLocaleString("en")} subscribers with their consents from CSV`,
				RUNS,
				folder,
				{ timeImport: (path) => timeImport(file, path), timeInserts },
			),
			await memory(file, folder),
		];
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function writePeople(file: string) {
	const stream = createWriteStream(file);
	stream.write("Email Address,First Name,Last Name,lens,OPTIN_TIME\r\n");
	for (let index = 0; index < ROWS; index++)
		if (!stream.write(person(index))) await once(stream, "drain");
	stream.end();
	await once(stream, "finish");
}

/** In random order, which is the worst one for an index. */
function person(index: number): string {
	const mixed = Math.imul(index, 0x9e37_79b1) >>> 0;
	const lens = ["", "builder", "skeptic", "futurist"][index % 4];
	return `${mixed.toString(36)}.${index}@mail${index % 977}.example.com,Reader ${index},"Byron, of ${mixed % 89}",${lens},2026-0${1 + (index % 9)}-15 10:00:00\r\n`;
}

async function timeImport(file: string, path: string): Promise<number> {
	const db = openDatabase(path);
	await migrate(db);
	const start = performance.now();
	const report = await importSubscribers(
		{ db, clock: systemClock },
		createReadStream(file, { highWaterMark: 256 * 1024 }),
		{ consent: "signed up at our booth" },
	);
	const time = performance.now() - start;
	await db.destroy();
	if (report.added.active !== ROWS)
		throw new Error(`The import went wrong: ${JSON.stringify(report)}`);
	return time;
}

/** In pages, so that the rows fit into memory; reading them is not counted. */
function timeInserts(from: Sqlite.Database, to: Sqlite.Database): number {
	const tables = ["subscribers", "consents"].map((table) => ({
		page: from
			.prepare(`select * from ${table} where id > ? order by id limit ?`)
			.raw(),
		insert: preparedInsert(to, table),
	}));
	let time = 0;
	const timed = (work: () => void) => {
		const start = performance.now();
		work();
		time += performance.now() - start;
	};
	timed(() => to.exec("begin immediate"));
	for (let last = 0; last < ROWS; last += PAGE)
		for (const { page, insert } of tables) {
			const rows = page.all(last, PAGE);
			timed(() => {
				for (const row of rows) insert.run(row);
			});
		}
	timed(() => to.exec("commit"));
	return time;
}

/** The memory of `digest subscribers import` in a process of its own. */
async function memory(file: string, folder: string): Promise<Measurement> {
	const samples = await memoryWhileRunning(
		["subscribers", "import", file, "--consent", "at our booth"],
		{ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" },
	);
	const middle = samples.length >> 1;
	const [first, second] = [samples.slice(0, middle), samples.slice(middle)];
	const value = Math.max(...second);
	const peerValue = Math.max(...first);
	return {
		name: "the most resident memory in the second half of the import",
		value,
		unit: "MB",
		peer: "the most in the first half",
		peerValue,
		ratio: value / peerValue,
		target: `at most ${GROWTH_MB} MB more`,
		pass: value <= peerValue + GROWTH_MB,
	};
}
