import { end } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import {
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	trusted,
} from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { slot } from "./structure.ts";
import { badge, toneOf } from "./verdict.ts";

/** The reader's bookmarks, a row each: all that are listed (tools), or those that are not on top (below). The merge repeats the row. */
export const bookmarksElement: DigestElement = {
	name: "vd-bookmarks",
	attributes: { of: "enum(tools,below)" },
	holds: "nothing",
	needs: "issue",
	draw: ({ attribute, build: { theme, partials } }) => {
		const list = attribute("of") ?? "tools";
		const when = (condition: string, piece: MailHtml) =>
			slot(partials, `when:tool.${condition}`, piece.markup);
		const row = mailHtml`<tr><td><a href="${mark("tool.url")}"><bdi>${mark("tool.name")}</bdi></a>${when(
			"changed",
			mailHtml`<br><span class="change"><bdi>${mark("tool.change")}</bdi></span>`,
		)}${when(
			"news",
			mailHtml`<br><span class="note">${label(theme.wording["digest-new"], theme)} <a href="${mark("tool.news-url")}"><bdi>${mark("tool.news")}</bdi></a></span>`,
		)}</td><td width="90" align="${end(theme)}" valign="top">${panelBadge(partials, theme)}</td></tr>`;
		return mailHtml`<table class="tool-list" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${slot(partials, `each:${list}`, row.markup)}</table>`;
	},
};

/** The panel's verdict on the tool at hand: one of three partials. */
export function panelBadge(
	partials: Record<string, string>,
	theme: Theme,
): MailHtml {
	return joinHtml(
		(["ship", "skip", null] as const).map((verdict) =>
			slot(
				partials,
				`when:tool.${toneOf(verdict)}`,
				badge(verdict, theme).markup,
			),
		),
	);
}

function mark(name: string): MailHtml {
	return trusted(`%%slot:${name}%%`);
}
