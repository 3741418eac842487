import { end } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../../issue/content/content.ts";
import { averageScore } from "../../../issue/words/summary.ts";
import { editorHtml } from "../../editor-html.ts";
import { frameOf } from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import {
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	written,
} from "../../mail-html.ts";
import type { Group } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { quietLink } from "./link.ts";
import { badge, share } from "./verdict.ts";

/** The tools that the shared one of a group was compared with: name, verdict and a line each, with a link to the comparison. Nothing for a comparison by itself. */
export const othersElement: DigestElement = {
	name: "vd-others",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme, lens } }) => {
		const group = storyOf(scope)?.group;
		return group
			? mailHtml`<table class="tool-list others" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${joinHtml(
					group.others.map((other) => row(other, lens, theme)),
				)}</table>`
			: mailHtml``;
	},
};

function row(
	{ comparison, tool, line }: Group["others"][number],
	lens: Reviewer | null,
	theme: Theme,
): MailHtml {
	return mailHtml`<tr><td><b>${quietLink(comparison.url, tool.name, theme)}</b><br>${label(line, theme)}<br><span class="note">${figures(tool, theme)}</span>${note(comparison, theme)}</td><td width="96" align="${end(theme)}" valign="top">${verdict(tool, lens, theme)}</td></tr>`;
}

/** The editor's note on one of them, in the same cell. */
function note({ note }: ComparisonContent, theme: Theme): MailHtml | null {
	return note
		? mailHtml`<br><b>${theme.wording["digest-note"]}:</b> ${joinHtml(editorHtml(note, theme), "<br>")}`
		: null;
}

function verdict(
	tool: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): MailHtml {
	if (lens === null)
		return mailHtml`${badge(tool.panel.verdict, theme)} ${share(tool.panel, theme)}`;
	const own = reviewThrough(tool, lens);
	return mailHtml`${badge(own?.verdict ?? null, theme)} ${own?.score ?? null}`;
}

function figures(tool: ToolContent, theme: Theme): MailHtml {
	const points = averageScore(tool);
	return joinHtml(
		[
			...(points === null
				? []
				: [label(frameOf(theme).average(points), theme)]),
			...(tool.entryPrice.trim() === ""
				? []
				: [written(tool.entryPrice, theme)]),
		],
		" · ",
	);
}
