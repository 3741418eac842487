import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { renderBrief } from "../../src/render/brief.ts";
import { briefOf } from "../../src/render/brief-data.ts";
import { briefText } from "../../src/render/brief-text.ts";
import type { OpenIssue, Reader } from "../../src/render/renderer.ts";
import { renderText } from "../../src/render/text.ts";
import { renderWeekly, type WeeklyTemplate } from "../../src/render/weekly.ts";
import * as briefTemplate from "../../templates/brief.tsx";
import { fullReader, sampleEnvelope } from "../../templates/samples.ts";
import { theme } from "../../templates/theme.ts";
import { issueOf } from "../render/issues.ts";
import { renderer, templatesDir } from "../render/sample.ts";
import { type Measurement, median } from "./measurement.ts";
import { coldCompile } from "./merge-cold.ts";
import { sizes } from "./merge-sizes.ts";

const READERS = 5000;
const RENDERINGS = 25;
const LIMIT = 150;
const TIMES = 100;

/**
 * Microseconds to merge one reader with twenty bookmarks into the whole
 * message of an issue with three full comparisons: HTML, text and headers, as
 * bytes for SMTP. The peers render the templates for each reader, each with
 * its engine. Then the first compile of a process, and what a message weighs.
 */
export async function bench(): Promise<Measurement[]> {
	const issue = issueOf({ words: 90, briefs: 9 });
	const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
	const template = await weeklyTemplate();
	return [
		await merging(open, "full", "rendering for each with MJML", async () => {
			await renderWeekly(template, issue, null, new Set());
			renderText(issue, null, new Set());
		}),
		await merging(
			open,
			"brief",
			"rendering for each with React Email",
			async () => {
				const data = briefOf(issue, null);
				renderBrief(briefTemplate, data, theme);
				briefText(data);
			},
		),
		await coldCompile(),
		...(await sizes()),
	];
}

async function merging(
	open: OpenIssue,
	format: Reader["format"],
	peer: string,
	render: () => Promise<void>,
): Promise<Measurement> {
	const readers = Array.from({ length: READERS }, (_, index) =>
		reader(index, format),
	);
	for (const one of readers.slice(0, 500))
		open.message(one, "warm@example.com");
	const peerValue = await medianOf(RENDERINGS, render);
	let bytes = 0;
	let next = 0;
	const value = await medianOf(READERS, () => {
		const one = readers[next] ?? fullReader;
		bytes = open.message(one, `m${next}@example.com`).length;
		next++;
	});
	return {
		name: `merge one reader of the ${format} digest into ${Math.round(bytes / 1000)} KB`,
		value,
		unit: "µs",
		peer,
		peerValue,
		ratio: value / peerValue,
		target: `within ${LIMIT} µs and 1/${TIMES}`,
		pass: value <= LIMIT && value * TIMES <= peerValue,
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

async function weeklyTemplate(): Promise<WeeklyTemplate> {
	const read = (file: string) => readFile(join(templatesDir, file), "utf8");
	const sheet = async (file: string) => ({ file, css: await read(file) });
	return {
		mjml: await read("weekly.mjml"),
		sheets: {
			look: await sheet("weekly.css"),
			phone: await sheet("weekly-phone.css"),
			dark: await sheet("weekly-dark.css"),
		},
		theme,
	};
}

function reader(index: number, format: Reader["format"]): Reader {
	return {
		...fullReader,
		format,
		name: `Zoë ${index}`,
		address: `reader${index}@example.com`,
		shelf: fullReader.shelf.map((tool) => ({
			...tool,
			name: `${tool.name} for ${index}`,
			change: index % 3 === 0 ? "now skip, was ship" : null,
		})),
		unsubscribeUrl: `https://digest.example.com/unsubscribe/u1.${index}`,
	};
}
