import { squeezed } from "../content/placed-text.ts";

/** The lines of a text part; a line that goes on below its beginning, as long names do, is one. */
export function textRowsOf(text: string): string[] {
	return text.replace(/\n {2,}(?! *\S+:)/g, " ").split("\n");
}

/** Numbers and shares of a hundred, as "75%"; some languages write a space before the sign. */
export function numbersIn(text: string): string[] {
	return text.replace(/(\d)[\u00A0\u202F ]%/g, "$1%").match(/\d+%?/g) ?? [];
}

/** Characters. What is longer is no row of one tool. */
const LONGEST_ROW = 1_000;

const squeezedNames = new Map<string, string>();

/** The one name that a text has, even broken; null: none, or several. */
export function onlyName(
	text: string,
	names: readonly string[],
): string | null {
	if (text.length > LONGEST_ROW) return null;
	const close = squeezed(text);
	const found = names.filter((name) => {
		const known = squeezedNames.get(name) ?? squeezed(name);
		squeezedNames.set(name, known);
		return close.includes(known);
	});
	return found.length === 1 ? (found[0] ?? null) : null;
}
