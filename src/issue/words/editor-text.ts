import type { EditorText, Span } from "../content/content.ts";
import { closeIsolates } from "./isolate.ts";

/*
 * What an editor may write in an intro or a note, a small part of Markdown
 * (CommonMark 6): paragraphs, *emphasis*, **strong** and [text](https://…).
 * Everything else is text: HTML, headings and lists stay as they were typed.
 */

/** A link, strong or emphasis, or a sign that a backslash makes plain. Signs within a word, as in 2*3*4, are text. What is both, in three signs, is strong. */
const INLINE =
	/\\([\\*[\]()])|\[((?:\\.|[^\\[\]])+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)|(?<![\p{L}\p{N}*])\*\*\*(?=[^\s*])((?:\\.|[^\\*])*?[^\s*\\])\*\*\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*])\*\*(?=[^\s*])((?:\\.|\*(?!\*)|[^\\*])*?[^\s*\\])\*\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*])\*(?=[^\s*])((?:\\.|(?<![\p{L}\p{N}*])\*\*(?=[^\s*])[^\\*]*[^\s*\\]\*\*(?![\p{L}\p{N}*])|[^\\*])*?[^\s*\\])\*(?![\p{L}\p{N}*])/gu;

/** What an editor wrote, in paragraphs of spans. An empty paragraph is left out. */
export function parseEditorText(
	source: string,
	signed: string | null = null,
): EditorText {
	return {
		paragraphs: paragraphsOf(source),
		signed: signed && withoutOverrides(signed),
	};
}

/** The targets of all links that an editor wrote but that no reader may follow: they are not http, https or mailto. */
export function wrongLinks(source: string): string[] {
	return [...source.matchAll(INLINE)].flatMap(
		([, , words, url, both, strong, emphasis]) =>
			url === undefined
				? wrongLinks(both ?? strong ?? emphasis ?? "")
				: [...(isLink(url) ? [] : [url]), ...wrongLinks(words ?? "")],
	);
}

/** The same without any markup, in one line: for lists and feeds. */
export function plainText({ paragraphs }: EditorText): string {
	return paragraphs
		.map((spans) => spans.map(({ text }) => text).join(""))
		.join(" ");
}

/** Signs that turn the text after them around, whatever it is (Unicode UAX 9). Nobody types them, and what is pasted may never end them. */
const OVERRIDES = /[\u202A-\u202E]/g;

/** What an editor wrote in a line: it turns nothing around, and isolates nothing behind it. */
export function withoutOverrides(text: string): string {
	return closeIsolates(text.replace(OVERRIDES, ""));
}

function paragraphsOf(source: string): Span[][] {
	return source
		.replace(OVERRIDES, "")
		.split(/\r?\n[^\S\n]*\r?\n/)
		.map((paragraph) => closeIsolates(paragraph.trim().replace(/\s+/g, " ")))
		.map((paragraph) => joined(spansOf(paragraph)))
		.filter((spans) => spans.length > 0);
}

function spansOf(source: string, around: Omit<Span, "text"> = {}): Span[] {
	const spans: Span[] = [];
	let end = 0;
	const text = (piece: string) => {
		if (piece !== "") spans.push({ text: piece, ...around });
	};
	for (const match of source.matchAll(INLINE)) {
		const [whole, escaped, words, url, both, plain, emphasis] = match;
		const strong = both ?? plain;
		text(source.slice(end, match.index));
		end = match.index + whole.length;
		if (escaped !== undefined) text(escaped);
		else if (url !== undefined && words !== undefined) {
			// Within a link there is no other link.
			const isTarget =
				isLink(url) && around.url === undefined && VISIBLE.test(words);
			if (isTarget) spans.push(...spansOf(words, { ...around, url }));
			else text(whole);
		} else if (strong !== undefined)
			spans.push(...spansOf(strong, { ...around, style: "strong" }));
		else if (emphasis !== undefined)
			spans.push(...spansOf(emphasis, { ...around, style: "emphasis" }));
	}
	text(source.slice(end));
	return spans;
}

/** Neighbours that look the same are one span. */
function joined(spans: readonly Span[]): Span[] {
	const all: Span[] = [];
	for (const span of spans) {
		const last = all.at(-1);
		if (last && last.style === span.style && last.url === span.url)
			all[all.length - 1] = { ...last, text: last.text + span.text };
		else all.push(span);
	}
	return all;
}

/** What a link needs to be seen. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name before the host, as in https://bank.example@other.example, is refused: readers take it for the host. */
function isLink(url: string): boolean {
	return (
		/^(?:https?:\/\/(?![^/?#]*@)|mailto:)[^\s"<>\\^`{|}]+$/i.test(url) &&
		URL.canParse(url)
	);
}
