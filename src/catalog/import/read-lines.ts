import { createReadStream } from "node:fs";
import { decodeText } from "./decode-utf8.ts";
import { badInput } from "./finding.ts";

/** Three times the longest document that the schema allows, every character escaped. */
const LINE_LIMIT = 4_000_000;

/**
 * The lines of a file that are not blank, with their numbers from 1.
 *
 * @throws BadInput `line-too-long`, `not-utf8`, `empty`
 */
export async function* readLines(
	path: string,
): AsyncGenerator<{ text: string; line: number }> {
	let line = 0;
	let any = false;
	for await (const bytes of splitLines(path)) {
		line++;
		const text = decodeText(bytes, line).trim();
		if (text === "") continue;
		any = true;
		yield { text, line };
	}
	if (!any) throw badInput("empty", "is empty");
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
			if (length > LINE_LIMIT)
				throw badInput(
					"line-too-long",
					`has more than ${LINE_LIMIT / 1_000_000} MB in one line; a .jsonl file has one comparison a line`,
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
