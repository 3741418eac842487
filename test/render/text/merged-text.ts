import type { CompiledPart } from "../../../src/issue/content/compiled-issue.ts";
import type { Reader } from "../../../src/issue/content/reader.ts";
import { merge, segmentsOf } from "../../../src/render/merge/segments.ts";
import { singleLine } from "../../../src/render/single-line.ts";

/** A text part as one reader gets it. */
export function mergedText(part: CompiledPart, reader: Reader): string {
	let out = "";
	merge(segmentsOf(part), reader, {
		piece: (piece) => {
			out += piece;
		},
		text: (value) => {
			out += singleLine(value);
		},
		url: (value) => {
			out += value;
		},
	});
	return out;
}
