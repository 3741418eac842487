import type { Theme } from "../../../../templates/theme.ts";
import { bdi, type MailHtml, mailHtml, safeUrl } from "../../mail-html.ts";

/** A link in the colour of the text, even when a mail program drops the style sheet. For lists in which every name is a link. */
export function quietLink(
	url: string,
	words: string,
	{ light }: Theme,
): MailHtml {
	return mailHtml`<a href="${safeUrl(url)}" style="color:${light.ink}">${bdi(words)}</a>`;
}
