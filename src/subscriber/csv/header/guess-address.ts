import { visible } from "../../../text/visible-text.ts";
import { badColumns, nameFor } from "./find-column.ts";

/** Not whether mail to it arrives, only whether it was meant as an address. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Of the filled cells of a column of addresses; some are always misspelled. */
const NEARLY_ALL = 0.9;

/**
 * The one column that nearly always holds an address, by its values.
 *
 * @param rows the first rows
 * @param isFree whether a column has no other meaning yet
 * @returns its index; undefined: there is none
 * @throws Failure `bad-columns` when several do
 */
export function guessAddress(
	header: readonly string[],
	rows: readonly { cells: readonly string[] }[],
	isFree: (index: number) => boolean,
): number | undefined {
	const found = header.flatMap((title, index) => {
		// An address in the first row: the file has no header, and the first person would be lost.
		if (title.includes("@") || !isFree(index)) return [];
		const filled = rows
			.map(({ cells }) => (cells[index] ?? "").trim())
			.filter((cell) => cell !== "");
		const addresses = filled.filter((cell) => ADDRESS.test(cell)).length;
		return addresses > 0 && addresses >= filled.length * NEARLY_ALL
			? [index]
			: [];
	});
	if (found.length < 2) return found[0];
	throw badColumns(
		`${found.map((index) => `“${visible(header[index] ?? "")}”`).join(" and ")} hold addresses. Choose one with: ${found.map((index) => `--columns email=${nameFor(header, index)}`).join(" or: ")}`,
	);
}
