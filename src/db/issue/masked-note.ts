import { maskAddresses } from "../../text/mask-addresses.ts";
import type { NewIssue } from "../issue-tables.ts";

/** A note may quote what a mail server said of a reader. Erasing them can't find it there. */
export function withMaskedNote<Row extends Partial<NewIssue>>(row: Row): Row {
	return typeof row.note === "string"
		? { ...row, note: maskAddresses(row.note) }
		: row;
}
