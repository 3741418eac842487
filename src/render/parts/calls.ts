import type { Theme } from "../../../templates/theme.ts";
import type { ComparisonContent, ToolContent } from "../../issue/content.ts";
import { html, join, safeUrl } from "../html.ts";
import type { Part } from "../part.ts";
import { badge, share } from "./verdict.ts";

/** The week at a glance: every pair of the issue with both verdicts. */
export const calls: Part = {
	name: "vd-calls",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ scope: { issue }, build: { theme } }) =>
		html`<table class="calls" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${join(
			[...issue.leads, ...issue.briefs].map((pair) => rows(pair, theme)),
		)}</table>`,
};

function rows(pair: ComparisonContent, theme: Theme) {
	return html`${row(pair, pair.left, "first", theme)}${row(pair, pair.right, "second", theme)}`;
}

function row(
	pair: ComparisonContent,
	tool: ToolContent,
	place: string,
	theme: Theme,
) {
	return html`<tr class="${place}"><td><a href="${safeUrl(pair.url)}">${tool.name}</a></td><td width="90" align="right" valign="top">${badge(tool.panel.verdict, theme)}</td><td width="46" align="right" valign="top">${share(tool.panel)}</td></tr>`;
}
