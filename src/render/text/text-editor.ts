import type { EditorText, Span } from "../../issue/content/content.ts";
import { safeUrl } from "../mail-html.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

const SIGNS = { strong: "**", emphasis: "*" } as const;

/**
 * An editor's text for the text part: emphasis between asterisks, which touch its words, and below each
 * paragraph the links in it, a line each.
 *
 * @param title before the first paragraph
 */
export function editorText(
	{ paragraphs, signed }: EditorText,
	title = "",
): string {
	return [
		...paragraphs.map((spans, index) =>
			[
				wrap(
					`${index === 0 ? title : ""}${spans.map(spanText).join("")}`,
					WIDTH,
				),
				...linksOf(spans),
			].join("\n"),
		),
		...(signed === null ? [] : [wrap(`— ${signed}`, WIDTH)]),
	].join("\n\n");
}

function spanText({ text, style }: Span): string {
	const sign = style ? SIGNS[style] : "";
	const [, before = "", words = "", after = ""] =
		/^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
	return `${before}${sign}${words}${sign}${after}`;
}

function linksOf(spans: readonly Span[]): string[] {
	const urls = spans.flatMap(({ url }) => (url === undefined ? [] : [url]));
	return [...new Set(urls)].map((url) => wrap(safeUrl(url), WIDTH, "  "));
}
