import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { columns } from "../../issue/words/columns.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { averageScore } from "../../issue/words/summary.ts";
import { entryPriceRow, type FactRow, factRows } from "../facts.ts";
import {
	flipLabel,
	frameOf,
	isSilent,
	reviewBy,
	scoreLabel,
	titleOf,
	verdictSign,
	verdictWord,
} from "../labels.ts";
import { panelThrough, reviewThrough } from "../lens.ts";
import { type Quote, quotesFrom } from "../quotes.ts";
import { type Group, type Story, toolsInFull } from "../stories.ts";
import { editorText } from "./text-editor.ts";
import { pad, padStart, row, WIDTH, wrap } from "./text-wrap.ts";

/**
 * A story in full, as text.
 *
 * @param isFirst it has the taglines and the pricing, too
 */
export function storyInFull(
	story: Story,
	isFirst: boolean,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const { comparison, group } = story;
	const tools = toolsInFull(story);
	return [
		headline(group?.title ?? comparison.title, "="),
		wrap(group?.summary ?? comparison.summary, WIDTH),
		...(group ? [] : noteText(comparison, theme)),
		...tools.map((tool, at) =>
			facts(
				tool,
				at,
				factRows(tools, isFirst, languageOf(theme)),
				isFirst || group !== null,
				lens,
				theme,
			),
		),
		...quotesFrom(tools, lens).map((quote) => quoted(quote, theme)),
		...(group ? others(group, lens, theme) : []),
		`${wrap(`${theme.wording["digest-in-full"]}:`, WIDTH)}\n${group?.tool.url ?? comparison.url}`,
	].join("\n\n");
}

/** A story in brief, as text: what the list of calls leaves out. */
export function storyInBrief(
	story: Story,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const { comparison, group } = story;
	const price = entryPriceRow(toolsInFull(story), languageOf(theme));
	const head = [
		wrap(group?.title ?? comparison.title, WIDTH),
		wrap(group?.summary ?? comparison.summary, WIDTH),
		...(group ? [] : noteText(comparison, theme)),
		...(price ? [factLine(price, theme)] : []),
	];
	return group
		? [head.join("\n"), ...others(group, lens, theme)].join("\n\n")
		: [...head, comparison.url].join("\n");
}

/** "Price: Free vs $29/mo" */
function factLine(
	{ name, texts, missing, same }: FactRow,
	theme: Theme,
): string {
	const { versus } = frameOf(theme).facts;
	const said = texts.map((one) => one?.join(" · ") ?? missing);
	return wrap(
		`${name}: ${(same ? said.slice(0, 1) : said).join(` ${versus} `)}`,
		WIDTH,
	);
}

/** What the shared tool of a group was compared with: verdict and name, then a line on each. */
function others(
	{ others }: Group,
	lens: Reviewer | null,
	theme: Theme,
): string[] {
	return others.map(({ comparison, tool, line }) => {
		const points = averageScore(tool);
		const figures = [
			...(points === null ? [] : [frameOf(theme).average(points)]),
			...(tool.entryPrice.trim() === "" ? [] : [tool.entryPrice]),
		].join(" · ");
		return [
			row(callLabel(tool, lens, theme), tool.name),
			wrap(line, WIDTH - 2, "  "),
			...(figures === "" ? [] : [wrap(figures, WIDTH - 2, "  ")]),
			`  ${comparison.url}`,
			...noteText(comparison, theme),
		].join("\n");
	});
}

/** "+ Ship        75%  ", or "83  + Ship        + 75%  " where a reviewer leads. */
export function callLabel(
	tool: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const { panel } = tool;
	const sign = lens === null ? "" : `${verdictSign(panel.verdict)} `;
	const share =
		panel.share === null ? "" : `${sign}${frameOf(theme).percent(panel.share)}`;
	const review = reviewThrough(tool, lens);
	const verdict = lens === null ? panel.verdict : (review?.verdict ?? null);
	const score =
		lens === null ? "" : `${String(review?.score ?? "").padStart(3)}  `;
	const word = `${verdictSign(verdict)} ${verdictWord(verdict, languageOf(theme))}`;
	return `${score}${pad(word, 12)}${padStart(share, columns(frameOf(theme).percent(100)) + (lens === null ? 0 : 2))}  `;
}

/** The editor's note on a comparison, if there is one. */
export function noteText(
	{ note }: Pick<ComparisonContent, "note">,
	{ wording }: Pick<Theme, "wording">,
): string[] {
	return note ? [editorText(note, `${wording["digest-note"]}: `)] : [];
}

/** A title with a row of `sign` under it, as wide as its widest line. */
export function headline(title: string, sign: string): string {
	const lines = wrap(title, WIDTH);
	const width = Math.min(WIDTH, Math.max(...lines.split("\n").map(columns)));
	return `${lines}\n${sign.repeat(width)}`;
}

/** `[########..] 75% ship`, or nothing where the share is not known: an empty bar would say 0. */
export function panelBar(share: number | null, theme: Theme): string {
	if (share === null) return "";
	const full = Math.round(share / 10);
	return `[${"#".repeat(full)}${".".repeat(10 - full)}] ${frameOf(theme).text.share(share)}`;
}

function panelLine({ panel }: ToolContent, theme: Theme): string {
	const language = languageOf(theme);
	return panel.verdict === null
		? language.labels.panelUnknown
		: `${verdictWord(panel.verdict, language)} ${panelBar(panel.share, theme)}`;
}

/** "Builder 44 skip, Skeptic 31 skip, …"; null where nobody gave a score or a verdict. */
function scoresLine(
	tool: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): string | null {
	const language = languageOf(theme);
	if (tool.reviews.every(isSilent)) return null;
	return panelThrough(lens)
		.map((reviewer) => {
			const review = reviewBy(tool, reviewer);
			const said = isSilent(review)
				? language.frame.missing.any
				: [
						review?.score,
						review?.verdict &&
							verdictWord(review.verdict, language).toLowerCase(),
					]
						.filter((one) => one != null)
						.join(" ");
			return `${titleOf(reviewer, theme)} ${said}`;
		})
		.join(", ");
}

/** @param at the place of the tool in the rows */
function facts(
	tool: ToolContent,
	at: number,
	given: readonly FactRow[],
	hasTagline: boolean,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const { frame } = languageOf(theme);
	const flip = flipLabel(tool.flip, languageOf(theme));
	const scores = scoresLine(tool, lens, theme);
	const rows: [string, string][] = [
		[frame.panel, panelLine(tool, theme)],
		...(flip === null ? [] : [[frame.text.changed, flip] as [string, string]]),
		...(scores === null
			? []
			: [[frame.text.scores, scores] as [string, string]]),
		// That nobody voted is nothing to say where no figure stands beside it.
		...given
			.filter(({ texts, ours }) => texts[at] || !ours)
			.map(({ name, texts, missing }): [string, string] => [
				name,
				texts[at]?.join(" · ") ?? missing,
			]),
	];
	return [
		wrap(tool.name, WIDTH),
		...(hasTagline && tool.tagline !== ""
			? [wrap(tool.tagline, WIDTH, "  ")]
			: []),
		...rows.map(([label, value]) =>
			wrap(`${label}: ${value}`, WIDTH - 2, "  ").replaceAll("\n", "\n  "),
		),
	].join("\n");
}

function quoted({ tool, review }: Quote, theme: Theme): string {
	const of = say(frameOf(theme).quoted, {
		who: titleOf(review.reviewer, theme),
		tool: tool.name,
	});
	const head = `${of}${isSilent(review) ? "" : `: ${scoreLabel(review, languageOf(theme))}`}`;
	return `${wrap(head, WIDTH)}\n${wrap(`“${review.body}”`, WIDTH, "  ")}`;
}
