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
	{ paragraphs, signed }: EditorText,
	theme: Pick<Theme, "dir" | "edited">,
): MailHtml[] {
	const { edited } = theme;
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
