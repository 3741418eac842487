import type { Reader } from "../../src/render/renderer.ts";
import { fullReader, sampleEnvelope } from "../../templates/samples.ts";
import { issueOf } from "../render/issues.ts";
import { renderer } from "../render/sample.ts";
import { type Measurement, median } from "./measurement.ts";

const READERS = 5000;
const COMPILES = 25;
const LIMIT = 150;
const TIMES = 100;

/**
 * Microseconds to merge one reader with twenty bookmarks into the whole
 * message of an issue with three full comparisons: HTML, text and headers, as
 * bytes for SMTP. Its peer compiles the templates for each reader.
 */
export async function bench(): Promise<Measurement[]> {
	const issue = issueOf({ words: 90, briefs: 9 });
	const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
	const readers = Array.from({ length: READERS }, (_, index) => reader(index));
	for (const one of readers.slice(0, 500))
		open.message(one, "warm@example.com");

	const compiles: number[] = [];
	for (let round = 0; round < COMPILES; round++) {
		const before = performance.now();
		await renderer.compile(issue);
		compiles.push((performance.now() - before) * 1000);
	}
	const merges: number[] = [];
	let bytes = 0;
	for (const [index, one] of readers.entries()) {
		const before = performance.now();
		const message = open.message(one, `m${index}@example.com`);
		merges.push((performance.now() - before) * 1000);
		bytes = Math.max(bytes, message.length);
	}
	const html = Buffer.byteLength(open.html(readers[0] ?? fullReader));
	const value = median(merges);
	const peerValue = median(compiles);
	const kilobytes = (size: number) => Math.round(size / 1000);
	return [
		{
			name: `merge one reader: ${kilobytes(html)} KB of HTML, ${kilobytes(bytes)} KB to send`,
			value,
			unit: "µs",
			peer: "compiling the templates for each",
			peerValue,
			ratio: value / peerValue,
			target: `within ${LIMIT} µs and 1/${TIMES}`,
			pass: value <= LIMIT && value * TIMES <= peerValue,
		},
	];
}

function reader(index: number): Reader {
	return {
		...fullReader,
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
