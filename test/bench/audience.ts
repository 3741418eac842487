import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { systemClock } from "../../src/clock.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { importSubscribers } from "../../src/subscriber/csv/import.ts";
import { type Measurement, median } from "./measurement.ts";
import { residentWhileRunning } from "./resident.ts";

/** A million with AUDIENCE_ROWS=1000000; by default what a coffee allows. */
const ROWS = Number(process.env.AUDIENCE_ROWS ?? 200_000);
const RUNS = ROWS > 500_000 ? 1 : 3;
const LIMIT = 3;
/** MB that the second half of an import may take more than the first. */
const GROWTH = 64;
const PAGE = 10_000;

/** Importing subscribers from CSV, against bare inserts of the rows that came of it, and its memory. */
export async function bench(): Promise<Measurement[]> {
	const folder = await mkdtemp(join(tmpdir(), "bench-audience-"));
	try {
		const file = join(folder, "people.csv");
		await writePeople(file);
		const ours: number[] = [];
		const bare: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			const imported = join(folder, `imported-${run}.sqlite`);
			ours.push(await timeImport(file, imported));
			bare.push(
				await timeInserts(imported, join(folder, `bare-${run}.sqlite`)),
			);
		}
		const [value, peerValue] = [median(ours), median(bare)];
		return [
			{
				name: `import ${ROWS.toLocaleString("en")} subscribers with their consents from CSV`,
				value,
				unit: "ms",
				peer: "bare better-sqlite3 inserts of the very rows, prepared, in one transaction",
				peerValue,
				ratio: value / peerValue,
				target: `within ${LIMIT} times`,
				pass: value <= LIMIT * peerValue,
			},
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

/** In no order that an index would like. */
function person(index: number): string {
	const mixed = Math.imul(index, 0x9e37_79b1) >>> 0;
	const lens = ["", "builder", "skeptic", "futurist"][index % 4];
	return `${mixed.toString(36)}.${index}@mail${index % 977}.example.com,Reader ${index},"Byron, of ${mixed % 89}",${lens},2026-0${1 + (index % 9)}-15 10:00:00\r\n`;
}

async function timeImport(file: string, path: string): Promise<number> {
	const db = openDatabase(path);
	await migrate(db);
	const start = performance.now();
	const tally = await importSubscribers(
		{ db, clock: systemClock },
		createReadStream(file, { highWaterMark: 256 * 1024 }),
		{ consent: "signed up at our booth" },
	);
	const time = performance.now() - start;
	await db.destroy();
	if (tally.added.active !== ROWS)
		throw new Error(`The import went wrong: ${JSON.stringify(tally)}`);
	return time;
}

/** Into a database with the same schema, indexes and settings; reading the rows is not counted. */
async function timeInserts(source: string, path: string): Promise<number> {
	const empty = openDatabase(path);
	await migrate(empty);
	await empty.destroy();
	const from = new Sqlite(source, { readonly: true });
	const to = new Sqlite(path);
	to.pragma("journal_mode = WAL");
	to.pragma("synchronous = FULL");
	to.pragma("foreign_keys = ON");
	const tables = ["subscribers", "consents"].map((table) => {
		const page = from
			.prepare(`select * from ${table} where id > ? order by id limit ?`)
			.raw();
		return { page, insert: to.prepare(inserting(table, page)) };
	});
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
	from.close();
	to.close();
	return time;
}

function inserting(table: string, page: Sqlite.Statement): string {
	return `insert into ${table} values (${page.columns().map(() => "?")})`;
}

/** Of a `digest subscribers import` of its own. */
async function memory(file: string, folder: string): Promise<Measurement> {
	const samples = await residentWhileRunning(
		["subscribers", "import", file, "--consent", "at our booth"],
		{ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" },
	);
	const middle = samples.length >> 1;
	const [first, second] = [samples.slice(0, middle), samples.slice(middle)];
	const value = Math.max(...second);
	const peerValue = Math.max(...first);
	return {
		name: "resident while it imports: the most in the second half",
		value,
		unit: "MB",
		peer: "the most in the first half",
		peerValue,
		ratio: value / peerValue,
		target: `at most ${GROWTH} MB more`,
		pass: value <= peerValue + GROWTH,
	};
}
