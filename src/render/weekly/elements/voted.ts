import { end } from "../../../../templates/parts/sides.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { frameOf, votedLabel } from "../../labels.ts";
import { joinHtml, label, mailHtml } from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { quietLink } from "./link.ts";
import { badge } from "./verdict.ts";

/** How readers voted on the tools of the last issue, with the panel's verdict. Nothing where nobody voted. */
export const votedElement: DigestElement = {
	name: "vd-voted",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ scope: { issue }, build: { theme } }) =>
		issue.voted.length === 0
			? mailHtml``
			: mailHtml`<table class="tool-list" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${joinHtml(
					issue.voted.map(
						(tool) =>
							mailHtml`<tr><td>${quietLink(tool.url, tool.name, theme)}<br><span class="note">${label(votedLabel(tool, languageOf(theme)), theme)}</span></td><td width="130" align="${end(theme)}" valign="top"><span class="note">${frameOf(theme).panel}</span> ${badge(tool.verdict, theme)}</td></tr>`,
					),
				)}</table>`,
};
