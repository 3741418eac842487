import { squeezed } from "../content/placed-text.ts";

/** The lines of a text part; a line that goes on below its beginning, as long names do, is one. */
export function textRowsOf(text: string): string[] {
	return text.replace(/\n {2,}(?! *\S+:)/g, " ").split("\n");
}

/** The one name that a text has, even broken; null: none, or several. */
export function onlyName(
	text: string,
	names: readonly string[],
): string | null {
	const close = squeezed(text);
	const found = names.filter((name) => close.includes(squeezed(name)));
	return found.length === 1 ? (found[0] ?? null) : null;
}
