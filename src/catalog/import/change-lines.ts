import { visible } from "../../text/visible-text.ts";
import { fieldLabel } from "../fact-fields.ts";
import type { CatalogChange } from "./changes.ts";

/** Characters of a value that are shown. */
const SHOWN = 80;
/** Lines that a terminal shows of what is different; what is new is only counted. */
const MOST = 40;

/** "Price of Pigeonhole: $9 → $12", one line each, of what was there before. */
export function changeLines(changes: readonly CatalogChange[]): string[] {
	const lines = changes
		.filter(({ isNew }) => !isNew)
		.flatMap(({ name, fields }) =>
			fields.map(
				({ field, before, after }) =>
					`  ${fieldLabel(field)} of ${shownValue(name)}: ${shownValue(before)} → ${shownValue(after)}`,
			),
		);
	return lines.length <= MOST
		? lines
		: [...lines.slice(0, MOST), `  And ${lines.length - MOST} more.`];
}

/** A value on one line, cut; "nothing" if it is empty. */
export function shownValue(text: string, longest = SHOWN): string {
	const signs = [...visible(text).replace(/\s+/g, " ")];
	if (signs.length === 0) return "nothing";
	return signs.length > longest
		? `${signs.slice(0, longest).join("").trimEnd()}…`
		: signs.join("");
}
