import type { CompiledCohort } from "../../src/issue/content/compiled-issue.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { compileBrief, compileFull } from "../../src/render/compile-cohort.ts";
import { readDigest } from "../../src/render/compile-digest.ts";
import { openCompiledIssue } from "../../src/render/merge/open-issue.ts";
import { templateLoader } from "../../src/render/templates/load-template.ts";
import { fullReader, sampleEnvelope } from "../../templates/samples.ts";
import { issueOf } from "../render/issues.ts";
import { renderer, templatesDir } from "../render/sample.ts";
import { firstCompile } from "./first-compile.ts";
import { type Measurement, median } from "./measurement.ts";
import { messageSizes } from "./message-size.ts";

const READERS = 5000;
const RENDERINGS = 25;
const LIMIT_US = 150;
/** How many times faster than rendering the message. */
const TIMES_FASTER = 100;

/**
 * The time to merge one reader with twenty bookmarks into the whole message of
 * an issue with three full comparisons: HTML, text and headers, as bytes for
 * SMTP. The peers render the same message for each reader with their engine, to
 * the same bytes. Then the first compile of a process, and the size of messages.
 */
export async function bench(): Promise<Measurement[]> {
	const issue = issueOf({ words: 90, briefs: 9 });
	const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
	const folders = { own: templatesDir, editors: null, themeFile: null };
	const { weekly, brief } = await readDigest(folders, templateLoader(folders));
	return [
		await merging(open, "full", "rendering it with MJML", () =>
			compileFull(weekly, issue, null),
		),
		await merging(open, "brief", "rendering it with React Email", () =>
			compileBrief(brief, weekly.theme, issue, null),
		),
		await firstCompile(),
		...(await messageSizes()),
	];
}

async function merging(
	open: OpenIssue,
	format: Reader["format"],
	peer: string,
	render: () => Promise<CompiledCohort>,
): Promise<Measurement> {
	const readers = Array.from({ length: READERS }, (_, index) =>
		reader(index, format),
	);
	for (const one of readers.slice(0, 500))
		open.message(one, "warm@example.com");
	// What was rendered is written as a message too, to the same bytes.
	const peerValue = await medianOf(RENDERINGS, async () => {
		const full = await render();
		const one = openCompiledIssue(
			{ format: 2, cohorts: { full } },
			sampleEnvelope,
		);
		one.message({ ...fullReader, format: "full" }, "m@example.com");
	});
	let bytes = 0;
	let next = 0;
	// As in a lane, each message is written over the one before.
	const place = Buffer.allocUnsafe(200_000);
	const value = await medianOf(READERS, () => {
		const one = readers[next] ?? fullReader;
		bytes = open.message(one, `m${next}@example.com`, place).length;
		next++;
	});
	return {
		name: `merge one reader into the ${format} digest, ${Math.round(bytes / 1000)} KB`,
		value,
		unit: "µs",
		peer,
		peerValue,
		ratio: value / peerValue,
		target: `at most ${LIMIT_US} µs, and at most 1/${TIMES_FASTER} of rendering`,
		pass: value <= LIMIT_US && value * TIMES_FASTER <= peerValue,
	};
}

/** Microseconds. */
async function medianOf(
	times: number,
	act: () => void | Promise<void>,
): Promise<number> {
	const taken: number[] = [];
	for (let round = 0; round < times; round++) {
		const before = performance.now();
		const done = act();
		if (done) await done;
		taken.push((performance.now() - before) * 1000);
	}
	return median(taken);
}

function reader(index: number, format: Reader["format"]): Reader {
	return {
		...fullReader,
		format,
		name: `Zoë ${index}`,
		address: `reader${index}@example.com`,
		bookmarks: fullReader.bookmarks.map((tool) => ({
			...tool,
			name: `${tool.name} for ${index}`,
			change: index % 3 === 0 ? "now skip, was ship" : null,
		})),
		unsubscribeUrl: `https://digest.example.com/unsubscribe/u1.${index}`,
	};
}
