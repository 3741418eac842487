import { html, raw } from "hono/html";

/*
 * Words that say by brackets that they come from a catalogue. A fact that comes as
 * markup stands outside of them, so a word that a page hands in is seen, too.
 */
const OPEN = "\u27E6";
const CLOSE = "\u27E7";

const isMarkup = (value: unknown): value is string =>
	value instanceof String && "isEscaped" in value;

/** A part of a catalogue, each word of which is in brackets. */
export function inBrackets<T>(words: T): T {
	if (typeof words === "string") return `${OPEN}${words}${CLOSE}` as T;
	if (isMarkup(words)) return html`${OPEN}${words}${CLOSE}` as T;
	if (typeof words === "function")
		return ((...facts: unknown[]) =>
			inBrackets(
				words(
					...facts.map((fact) =>
						isMarkup(fact) ? raw(`${CLOSE}${fact}${OPEN}`) : fact,
					),
				),
			)) as T;
	if (Array.isArray(words)) return words.map(inBrackets) as T;
	if (typeof words !== "object" || words === null) return words;
	return Object.fromEntries(
		Object.entries(words).map(([name, one]) => [name, inBrackets(one)]),
	) as T;
}

/** What people see or hear of a page: its text, its title, and what signs and fields are called. */
function visible(page: string): string {
	const spoken = [
		...page.matchAll(
			/ (?:aria-label|alt|title|placeholder)="([^"]*)"|<meta name="description" content="([^"]*)"/g,
		),
	].map(([, label, content]) => label ?? content);
	const shown = page
		.replace(/<!--[\s\S]*?-->/g, "")
		.replace(/<(style|script|datalist)\b[\s\S]*?<\/\1>/g, "")
		.replace(/<wbr\/?>/g, "")
		.replace(/<[^>]*>/g, " ")
		.replace(/&(?:\w+|#\w+);/g, " ");
	return [shown, ...spoken].join("\n");
}

/** The words that people see or hear on a page and that are in no brackets. */
export function wordsOutside(page: string): string[] {
	let rest = visible(page);
	for (let before = ""; before !== rest; ) {
		before = rest;
		rest = rest.replace(/\u27E6[^\u27E6\u27E7]*\u27E7/g, " ");
	}
	return rest.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
}
