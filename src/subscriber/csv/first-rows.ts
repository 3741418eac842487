import { isBareList } from "./columns.ts";
import { decodeText, type Encoding } from "./decode.ts";
import { readRows } from "./rows.ts";

/** The beginning of a file, for who says what its columns mean. */
export interface FirstRows {
	/** Null: the file is a list of addresses without a header. */
	header: string[] | null;
	rows: string[][];
}

/**
 * @param most rows after the header
 * @throws Failure `empty-file`, `not-csv`, `bad-csv`
 */
export async function firstRows(
	bytes: AsyncIterable<Uint8Array>,
	encoding: Encoding | null,
	most: number,
): Promise<FirstRows> {
	const rows: string[][] = [];
	for await (const piece of readRows(decodeText(bytes, encoding))) {
		rows.push(...piece.slice(0, most + 1).map(({ cells }) => cells));
		if (rows.length > most) break;
	}
	const [header = [], ...rest] = rows;
	return isBareList(header)
		? { header: null, rows: rows.slice(0, most) }
		: { header, rows: rest.slice(0, most) };
}
