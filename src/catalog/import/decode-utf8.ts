import { isUtf8 } from "node:buffer";
import { badInput } from "./finding.ts";

/**
 * Bytes as text, without a byte order mark.
 *
 * @param firstLine the number of the line at which the bytes begin
 * @throws BadInput `not-utf8` with the first line that is not UTF-8
 */
export function decodeText(bytes: Buffer, firstLine = 1): string {
	if (!isUtf8(bytes)) throw notUtf8(bytes, firstLine);
	const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return bytes.toString("utf8", marked ? 3 : 0);
}

function notUtf8(bytes: Buffer, firstLine: number) {
	const utf16 =
		(bytes[0] === 0xff && bytes[1] === 0xfe) ||
		(bytes[0] === 0xfe && bytes[1] === 0xff);
	return badInput(
		"not-utf8",
		utf16 ? "is UTF-16; save it as UTF-8" : "is not UTF-8 text",
		{ line: firstLine + faultyLine(bytes) },
	);
}

/** A line feed is never part of another character, so that lines can be checked alone. */
function faultyLine(bytes: Buffer): number {
	let line = 0;
	for (let from = 0; from < bytes.length; line++) {
		const feed = bytes.indexOf(0x0a, from);
		const to = feed < 0 ? bytes.length : feed;
		if (!isUtf8(bytes.subarray(from, to))) break;
		from = to + 1;
	}
	return line;
}
