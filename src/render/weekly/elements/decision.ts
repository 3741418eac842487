import { start } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { type FactRow, factRows } from "../../facts.ts";
import { frameOf } from "../../labels.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	written,
} from "../../mail-html.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";

/** As many facts that differ are said in lines. In the first story, which has more room, more of them are a table. */
const MOST_LINES = 2;

/** The facts to decide by: those that differ, then what both tools share. */
export const decisionElement: DigestElement = {
	name: "vd-decision",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme } }) => {
		const story = storyOf(scope);
		if (story === null) return mailHtml``;
		const tools = toolsInFull(story);
		const isFirst = story.comparison === scope.issue.leads[0];
		const rows = factRows(tools, isFirst, languageOf(theme));
		if (tools.length === 1)
			return paragraph(rows.map((row) => factLine(row, theme)));
		const same = rows.filter((row) => row.same);
		const differing = rows.filter((row) => !row.same);
		const both =
			same.length === 0
				? []
				: [
						mailHtml`<b>${frameOf(theme).facts.both}</b> ${joinHtml(
							same.map((row) => shown(row, 0, theme)),
							" · ",
						)}`,
					];
		return differing.length <= MOST_LINES || !isFirst
			? paragraph([...differing.map((row) => factLine(row, theme)), ...both])
			: mailHtml`${table(tools, differing, theme)}${paragraph(both)}`;
	},
};

function paragraph(lines: readonly MailHtml[]): MailHtml {
	return lines.length === 0
		? mailHtml``
		: mailHtml`<p class="facts-line">${joinHtml(lines, "<br>")}</p>`;
}

/** "Price Free vs $29/mo", or once what is the same. */
export function factLine(row: FactRow, theme: Theme): MailHtml {
	const texts = row.same ? row.texts.slice(0, 1) : row.texts;
	return mailHtml`<b>${row.name}</b> ${joinHtml(
		texts.map((_, index) => shown(row, index, theme)),
		` <i>${frameOf(theme).facts.versus}</i> `,
	)}`;
}

/** The name of a fact is above its two columns, which leaves room for a long word on a phone. */
function table(
	tools: readonly ToolContent[],
	rows: readonly FactRow[],
	theme: Theme,
): MailHtml {
	const heads = tools.map(
		({ name }) =>
			mailHtml`<th scope="col" align="${start(theme)}" valign="bottom" width="50%">${bdi(name)}</th>`,
	);
	return mailHtml`<table class="data facts" aria-label="${frameOf(theme).tables.decision}" width="100%" cellpadding="4" cellspacing="0" border="0"><thead><tr class="head">${joinHtml(heads)}</tr></thead>${joinHtml(
		rows.map(
			(row) =>
				mailHtml`<tbody><tr><th scope="rowgroup" colspan="2" align="${start(theme)}">${row.name}</th></tr><tr>${joinHtml(
					row.texts.map(
						(_, index) =>
							mailHtml`<td valign="top">${shown(row, index, theme)}</td>`,
					),
				)}</tr></tbody>`,
		),
	)}</table>`;
}

function shown(
	{ texts, missing, ours }: FactRow,
	index: number,
	theme: Theme,
): MailHtml {
	const given = texts[index];
	if (!given) return label(missing, theme);
	return joinHtml(
		given.map((text) => (ours ? label(text, theme) : written(text, theme))),
		" · ",
	);
}
