import { unescapeFormula } from "../formula-injection.ts";
import { REFUSED_COLUMNS, REPORT_COLUMNS } from "./known-headers.ts";

/** The rows of a file as they were given, so that they can be corrected and imported again. */
export interface RefusedForm {
	titles: readonly string[];
	/** @param code why the row was refused; null: it was not */
	given(cells: readonly string[], code: string | null): string[];
}

/** @param header of the file; empty: it is a list of addresses */
export function refusedForm(header: readonly string[]): RefusedForm {
	const added = addedColumns(header);
	const own = <T>(list: readonly T[]) =>
		list.filter((_, index) => !added.has(index));
	return {
		titles: header.length === 0 ? ["email"] : own(header),
		// As an import reads a cell, so that it reads the same again. What it could not
		// read would be taken for text in this file, damaged as it is.
		given: (cells, code) =>
			code === "bad-encoding"
				? []
				: own(cells).map((cell) => unescapeFormula(cell.trim())),
	};
}

/** Where a file of refused rows says why: that says nothing of the person now, so another import ignores it. */
export function addedColumns(header: readonly string[]): Set<number> {
	const isReport =
		header.length > REPORT_COLUMNS.length &&
		REPORT_COLUMNS.every((title, index) => header[index] === title);
	const names: readonly string[] = REFUSED_COLUMNS;
	return new Set(
		header.flatMap((title, index) =>
			(isReport && index < REPORT_COLUMNS.length) || names.includes(title)
				? [index]
				: [],
		),
	);
}
