import { createReadStream } from "node:fs";
import { decodeUtf8 } from "./decode-utf8.ts";
import { badInput } from "./problem.ts";

/** Bytes. Three times the longest document that the schema allows with every character escaped. */
const MAX_LINE = 4_000_000;

/**
 * The lines of a file that are not blank, with their numbers from 1.
 *
 * @throws BadInput `line-too-long`, `not-utf8`, `empty`
 */
export async function* readLines(
	path: string,
): AsyncGenerator<{ text: string; line: number }> {
	let line = 0;
	let empty = true;
	for await (const bytes of splitLines(path)) {
		line++;
		const text = decodeUtf8(bytes, line).trim();
		if (text === "") continue;
		empty = false;
		yield { text, line };
	}
	if (empty) throw badInput("empty", "is empty");
}

async function* splitLines(path: string): AsyncGenerator<Buffer> {
	let rest: Buffer[] = [];
	let length = 0;
	let line = 1;
	const stream = createReadStream(path, { highWaterMark: 1 << 18 });
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		let from = 0;
		for (;;) {
			const feed = chunk.indexOf(0x0a, from);
			const piece = chunk.subarray(from, feed < 0 ? undefined : feed);
			length += piece.length;
			if (length > MAX_LINE)
				throw badInput(
					"line-too-long",
					`is longer than ${MAX_LINE / 1_000_000} MB; a .jsonl file has one comparison per line`,
					{ line },
				);
			rest.push(piece);
			if (feed < 0) break;
			yield rest.length === 1 ? piece : Buffer.concat(rest);
			rest = [];
			length = 0;
			line++;
			from = feed + 1;
		}
	}
	if (length > 0) yield Buffer.concat(rest);
}
