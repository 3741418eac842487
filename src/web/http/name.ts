import { html, raw } from "hono/html";
import type { ToolContent } from "../../issue/content/content.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { bdi, written } from "../../render/mail-html.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { Speech } from "../language/words-for.ts";

type Html = ReturnType<typeof html>;

/** A name of ours, isolated: its direction changes nothing around it, and a long identifier breaks at its signs. Not for attributes. */
export function name(text: string): Html {
	return html`${raw(bdi(text).markup)}`;
}

/** A name or a fact of the catalog, as `name` writes it, and marked with its language where the page has another one. */
export function fact(
	text: string,
	{ language, written: catalog }: Speech,
): Html {
	const lang = language.locale;
	return html`${raw(written(text, { lang, written: catalog }).markup)}`;
}

/** The same, or "Not given" where it is empty. */
export function factOrNone(text: string, words: Speech): Html {
	return text.trim() === ""
		? name(words.language.labels.notGiven)
		: fact(text, words);
}

/** Marks an element whose text is in this language, where the page has another one. @param tag BCP 47 */
export function langOf(tag: string, { language }: Speech): Html | "" {
	return tag.split("-")[0] === language.tag ? "" : html` lang="${tag}"`;
}

/** A text in this language, in an element that says so where the page has another one. */
export function marked(text: string, tag: string, words: Speech): Html {
	const lang = langOf(tag, words);
	return lang === "" ? html`${text}` : html`<span${lang}>${text}</span>`;
}

/** An address as a page may show it to anyone who holds a link. */
export function masked({ email }: { email: string }): Html {
	return html`<b>${maskAddress(email)}</b>`;
}

interface Pair {
	left: Pick<ToolContent, "name">;
	right: Pick<ToolContent, "name">;
}

/** "A vs B", each name isolated. */
export function pairOf({ left, right }: Pair, words: Speech): Html {
	return html`${fact(left.name, words)} ${words.language.frame.facts.versus} ${fact(right.name, words)}`;
}

/** The same as text. */
export function pairText({ left, right }: Pair, words: Speech): string {
	return `${isolate(left.name)} ${words.language.frame.facts.versus} ${isolate(right.name)}`;
}
