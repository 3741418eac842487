import { type Html, html, join, trusted } from "../../html.ts";
import type { Part } from "../mjml-component.ts";
import { slot } from "./structure.ts";
import { badge, toneOf } from "./verdict.ts";

/** The reader's bookmarks: one row each, repeated at the merge. */
export const shelf: Part = {
	name: "vd-shelf",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ build: { theme, partials } }) => {
		const when = (condition: string, piece: Html) =>
			slot(partials, `when:tool.${condition}`, piece.markup);
		const row = html`<tr><td><a href="${mark("tool.url")}"><bdi>${mark("tool.name")}</bdi></a>${when(
			"changed",
			html`<br><span class="change">${mark("tool.change")}</span>`,
		)}${when(
			"news",
			html`<br><span class="note">New: <a href="${mark("tool.news-url")}">${mark("tool.news")}</a></span>`,
		)}</td><td width="90" align="right" valign="top">${join(
			(["ship", "skip", null] as const).map((verdict) =>
				when(toneOf(verdict), badge(verdict, theme)),
			),
		)}</td></tr>`;
		return html`<table class="shelf" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${slot(partials, "shelf:tools", row.markup)}</table>`;
	},
};

function mark(name: string): Html {
	return trusted(`%%slot:${name}%%`);
}
