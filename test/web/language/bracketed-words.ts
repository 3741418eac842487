import { html, raw } from "hono/html";

/*
 * Words that say by brackets that they come from a catalogue. A fact that comes as
 * markup stands outside of them, so a word that a page hands in is seen, too.
 */
const OPEN = "\u27E6";
const CLOSE = "\u27E7";

const isMarkup = (value: unknown): value is string =>
	value instanceof String && "isEscaped" in value;

/**
 * A part of a catalogue, each word of which is in brackets.
 *
 * @param unused gets the name of each word, and loses it when a page uses the word
 */
export function inBrackets<T>(words: T, unused: Set<string>, path = ""): T {
	const used = <V>(value: V) => {
		unused.delete(path);
		return value;
	};
	if (typeof words === "string" || isMarkup(words)) return around(words) as T;
	if (typeof words === "function")
		return ((...facts: unknown[]) =>
			used(
				around(
					words(
						...facts.map((fact) =>
							isMarkup(fact) ? raw(`${CLOSE}${fact}${OPEN}`) : fact,
						),
					),
				),
			)) as T;
	if (typeof words !== "object" || words === null) return words;
	const bracketed = {};
	for (const [name, one] of Object.entries(words)) {
		const place = path === "" ? name : `${path}.${name}`;
		const value = inBrackets(one, unused, place);
		if (typeof one !== "object" || isMarkup(one)) unused.add(place);
		Object.defineProperty(bracketed, name, {
			enumerable: true,
			get() {
				if (typeof one === "string" || isMarkup(one)) unused.delete(place);
				return value;
			},
		});
	}
	return bracketed as T;
}

const around = (said: unknown): unknown => {
	if (Array.isArray(said)) return said.map(around);
	return isMarkup(said)
		? html`${OPEN}${said}${CLOSE}`
		: `${OPEN}${said}${CLOSE}`;
};

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
