import { Failure } from "../errors.ts";
import { singleLine } from "./single-line.ts";

/** HTML that is safe as it stands; text is a string, so the two never mix by accident. */
export interface MailHtml {
	readonly markup: string;
}

/** HTML with its text escaped by construction: mailHtml`<p>${anything}</p>`. Line breaks and indentation between tags are dropped. */
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

/** Several pieces after each other. */
export function joinHtml(pieces: readonly MailHtml[], between = ""): MailHtml {
	return { markup: pieces.map((piece) => piece.markup).join(between) };
}

/** Markup of the project's own making, such as what MJML rendered. Never content. */
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

/** Most of what a merge writes: nothing to escape in it. */
const UNREMARKABLE = /^[\w .,:;()/!?#@=+-]*$/;

/**
 * Text for HTML, also within an attribute's quotes. Per cent signs are escaped
 * too, so that no content ever reads as a slot's mark.
 */
export function escapeHtml(text: string): string {
	if (UNREMARKABLE.test(text)) return text;
	return singleLine(text).replace(
		/[&<>"'%]/g,
		(sign) => ENTITIES[sign] ?? sign,
	);
}

const PLAIN_URL = /^(?:https?:\/\/|mailto:)[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * A link's address, encoded as URLs are.
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
