import { visible } from "../../text/visible-text.ts";
import type { ChoiceChange } from "./decide-row.ts";

/** What changes, the old value before the new one, safe for a terminal. */
export function describeChanges(changes: readonly ChoiceChange[]): string {
	return changes
		.map(({ field, from, to }) => `${field} ${shown(from)} → ${shown(to)}`)
		.join("; ");
}

function shown(value: string | null): string {
	return value === null ? "none" : `“${visible(value)}”`;
}
