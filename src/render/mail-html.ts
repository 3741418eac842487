import { breakable, contained } from "../../templates/parts/name.ts";
import type { Theme } from "../../templates/theme.ts";

import { Failure } from "../errors.ts";
import { singleLine } from "./single-line.ts";

/** HTML that is escaped already. Text is a string, so the types keep the two apart. */
export interface MailHtml {
	readonly markup: string;
}

/** HTML for a mail, with every value escaped: mailHtml`<p>${anything}</p>`. Line breaks and indentation between tags are dropped. */
export function mailHtml(
	strings: TemplateStringsArray,
	...values: (MailHtml | string | number | null)[]
): MailHtml {
	return {
		markup: strings
			.map((part, index) => {
				const value = values[index] ?? null;
				return part.replace(/\s*\n\s*/g, "") + markupOf(value);
			})
			.join(""),
	};
}

/**
 * A name or a fact, for text between tags and never for an attribute: isolated,
 * so that its direction changes nothing around it (HTML, "The bdi element"), and
 * with places to break at in long identifiers.
 */
export function bdi(text: string): MailHtml {
	return { markup: `<bdi>${brokenAt(contained(text))}</bdi>` };
}

/**
 * A text of the catalog, such as a quote, as `bdi` writes it: it stays in the
 * language in which it was written, and names it where the mail has another (WCAG
 * 2.2, 3.1.2).
 */
export function written(
	text: string,
	{ lang, written = "en" }: Pick<Theme, "lang" | "written">,
): MailHtml {
	const primary = (tag: string) => tag.split("-")[0];
	if (primary(lang) === primary(written)) return bdi(text);
	return {
		markup: `<bdi lang="${escapeHtml(written)}">${brokenAt(contained(text))}</bdi>`,
	};
}

/**
 * Words of ours, which can be English: isolated where the text around them is
 * written from right to left, since their numbers and signs would change sides.
 */
export function label(
	words: string | MailHtml,
	{ dir }: Pick<Theme, "dir">,
): MailHtml {
	const markup = typeof words === "string" ? brokenAt(words) : words.markup;
	return { markup: dir === "ltr" ? markup : `<bdi>${markup}</bdi>` };
}

function brokenAt(text: string): string {
	return breakable(text).map(escapeHtml).join("<wbr>");
}

/** Pieces of HTML, one after the other. */
export function joinHtml(pieces: readonly MailHtml[], between = ""): MailHtml {
	return { markup: pieces.map((piece) => piece.markup).join(between) };
}

/** Markup that this project made, such as what MJML rendered. Never pass content. */
export function trusted(markup: string): MailHtml {
	return { markup };
}

const ENTITIES: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
	"%": "&#37;",
};

/** Text without anything to escape, as most values of a merge are. */
const NOTHING_TO_ESCAPE = /^[\w .,:;()/!?#@=+-]*$/;

/**
 * Text for HTML, also within an attribute's quotes. Per cent signs are escaped
 * too, so that content is never read as the mark of a slot.
 */
export function escapeHtml(text: string): string {
	if (NOTHING_TO_ESCAPE.test(text)) return text;
	return singleLine(text).replace(
		/[&<>"'%]/g,
		(sign) => ENTITIES[sign] ?? sign,
	);
}

const PLAIN_URL = /^(?:https?:\/\/|mailto:)[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * The address of a link, percent-encoded where it must be.
 *
 * @throws Failure `bad-url` unless it is an http, https or mailto address
 */
export function safeUrl(url: string): string {
	if (PLAIN_URL.test(url)) return url;
	const parsed = URL.canParse(url) ? new URL(url) : null;
	if (!parsed || !["http:", "https:", "mailto:"].includes(parsed.protocol))
		throw new Failure(
			"bad-url",
			`A link must be an http, https or mailto address: ${JSON.stringify(url)}`,
		);
	return parsed.href;
}

function markupOf(value: MailHtml | string | number | null): string {
	if (value === null) return "";
	return typeof value === "object" ? value.markup : escapeHtml(String(value));
}
