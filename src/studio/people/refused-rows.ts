import { gunzipSync, gzipSync } from "node:zlib";
import type { Refusal } from "../../subscriber/csv/csv-subscriber.ts";
import { REFUSED_COLUMNS } from "../../subscriber/csv/header/known-headers.ts";
import { refusedForm } from "../../subscriber/csv/header/refused-form.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";

/** Text that is packed at once: packing holds up what else the process does for a few milliseconds. */
const PIECE_CHARS = 256 * 1024;

/** A file of nothing but refused rows is many times as long as what was sent. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

/** The refused rows of a file, packed: a CSV that can be corrected and imported again. */
export interface RefusedRows {
	/** How many are in the CSV. It may be fewer than were added: memory is bounded. */
	readonly count: number;
	/** @param cells of the row, as they were given */
	add(refusal: Refusal, cells: readonly string[]): void;
	/** The CSV, piece by piece. */
	csv(): Generator<string>;
}

/**
 * @param header of the file; empty: it is a list of addresses. What an earlier file
 *   of refused rows had in front is left out: it speaks of that file's lines
 * @param most bytes that are kept
 */
export function refusedRows(
	header: readonly string[],
	most = MAX_PACKED_BYTES,
): RefusedRows {
	const form = refusedForm(header);
	const packed: Uint8Array[] = [];
	let bytes = 0;
	let last = writeCsv([[...REFUSED_COLUMNS, ...form.titles]]);
	let count = 0;
	return {
		get count() {
			return count;
		},
		add({ line, reason, code }, cells) {
			if (bytes >= most) return;
			count++;
			last += writeCsv([[String(line), reason, ...form.given(cells, code)]]);
			if (last.length < PIECE_CHARS) return;
			const piece = gzipSync(last, { level: 1 });
			packed.push(piece);
			bytes += piece.length;
			last = "";
		},
		*csv() {
			for (const piece of packed) yield gunzipSync(piece).toString();
			yield last;
		},
	};
}
