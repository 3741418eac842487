import type { Theme } from "../../templates/theme.ts";
import type { EditorText, Span } from "../issue/content/content.ts";
import {
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	safeUrl,
} from "./mail-html.ts";

/** Each paragraph of an editor's text as HTML, and "— Name" as the last one. */
export function editorHtml(
	{ paragraphs, signed, language }: EditorText,
	theme: Pick<Theme, "dir" | "edited">,
): MailHtml[] {
	// What was written for the readers of one language is in the mail's.
	const edited = language === undefined ? theme.edited : undefined;
	return [
		...paragraphs.map((spans) => {
			const words = joinHtml(spans.map((span) => spanHtml(span, theme)));
			return edited === undefined
				? words
				: mailHtml`<span lang="${edited}">${words}</span>`;
		}),
		...(signed === null ? [] : [mailHtml`— ${label(signed, theme)}`]),
	];
}

function spanHtml(
	{ text, style, url }: Span,
	theme: Pick<Theme, "dir">,
): MailHtml {
	const words = label(text, theme);
	const styled =
		style === "strong"
			? mailHtml`<strong>${words}</strong>`
			: style === "emphasis"
				? mailHtml`<em>${words}</em>`
				: words;
	return url === undefined
		? styled
		: mailHtml`<a href="${safeUrl(url)}">${styled}</a>`;
}
