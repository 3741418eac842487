import type { Theme } from "../../../../templates/theme.ts";
import { type MailHtml, mailHtml, safeUrl } from "../../mail-html.ts";

/** A link in the text's own colour, also when a mail program drops the style sheet: for names that all are links. */
export function quietLink(
	url: string,
	words: string,
	{ light }: Theme,
): MailHtml {
	return mailHtml`<a href="${safeUrl(url)}" style="color:${light.ink}">${words}</a>`;
}
