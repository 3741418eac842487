import type { ComparisonContent, ToolContent } from "../content/content.ts";
import {
	countVerdicts,
	distinctTools,
	type VerdictCounts,
} from "../content/verdict-counts.ts";
import { capitalized, numberInWords } from "./phrases.ts";
import {
	joinPhrases,
	nameOf,
	type Phrase,
	phrase,
	sentence,
} from "./sentence.ts";
import { averageScore } from "./summary.ts";
import { wholePanelShare } from "./verdict-clause.ts";

/**
 * The week in two sentences, below the masthead: how the panel split and who
 * scored highest, then the news in it.
 *
 * @param comparisons the leads and briefs of the issue
 */
export function composeIntro(
	comparisons: readonly ComparisonContent[],
): string {
	const tools = distinctTools(comparisons);
	return [sentence(splitOf(tools)), newsOf(tools)]
		.filter((part) => part !== null)
		.join(" ");
}

function splitOf(tools: readonly ToolContent[]): Phrase {
	const split = splitClause(tools.length, countVerdicts(tools));
	const best = bestOf(tools);
	return best === null ? phrase`${split}` : phrase`${split}; ${best}`;
}

function splitClause(
	total: number,
	{ ship, skip, unknown }: VerdictCounts,
): string {
	if (unknown === total)
		return `${numberInWords(total)} tools this week, and no panel verdict is known yet`;
	const rest =
		unknown === 0
			? ""
			: `, and ${unknown === 1 ? "one verdict is" : `${numberInWords(unknown)} verdicts are`} not known`;
	if (unknown === 0 && (ship === total || skip === total)) {
		const whole =
			total === 2 ? "both tools" : `all ${numberInWords(total)} tools`;
		return `the panel ${ship === total ? "ships" : "skips"} ${whole} this week`;
	}
	return ship === 0
		? `the panel skips ${numberInWords(skip)} of this week’s ${numberInWords(total)} tools${rest}`
		: `the panel ships ${numberInWords(ship)} of this week’s ${numberInWords(total)} tools${rest}`;
}

/**
 * The tool with the highest average score, among how many where some scores are
 * not known. Null when two share it, when the panel would skip it, or when there
 * is nothing to compare it with.
 */
function bestOf(tools: readonly ToolContent[]): Phrase | null {
	const scored = tools.flatMap((tool) => {
		const score = averageScore(tool);
		return score === null ? [] : [{ tool, score }];
	});
	const top = Math.max(...scored.map(({ score }) => score));
	const [best, second] = scored.filter(({ score }) => score === top);
	if (!best || second || scored.length < 2) return null;
	if (best.tool.panel.verdict === "skip") return null;
	const among =
		scored.length === tools.length
			? ""
			: ` of the ${numberInWords(scored.length)} whose scores are known`;
	return phrase`${nameOf(best.tool)} scores highest${among}, with ${top} points of 100`;
}

/** The news that matters most to a regular reader: a flip, else a community that disagrees with the panel, else a split. */
function newsOf(tools: readonly ToolContent[]): string | null {
	return flips(tools) ?? readersAtOdds(tools) ?? ties(tools);
}

function flips(tools: readonly ToolContent[]): string | null {
	const flipped = tools.flatMap((tool) =>
		tool.flip === null ? [] : [{ name: nameOf(tool), ...tool.flip }],
	);
	const [first] = flipped;
	if (!first) return null;
	if (flipped.length === 1)
		return sentence(
			phrase`one change of heart: ${first.name}, a ${first.from} last time, is now a ${first.to}`,
		);
	const now = (["skip", "ship"] as const).flatMap((to) => {
		const names = flipped.filter((one) => one.to === to).map((one) => one.name);
		if (names.length === 0) return [];
		return names.length === 1
			? [`${few(names).text} is now a ${to}`]
			: [`${few(names).text} are now ${to}s`];
	});
	return `${capitalized(numberInWords(flipped.length))} changes of heart: ${now.join(", ")}.`;
}

function readersAtOdds(tools: readonly ToolContent[]): string | null {
	const odd = tools.find(
		({ community, panel }) =>
			community !== null &&
			panel.verdict !== null &&
			community.share >= 50 !== (panel.verdict === "ship"),
	);
	if (!odd?.community) return null;
	const { share } = odd.community;
	return odd.panel.verdict === "skip"
		? sentence(
				phrase`readers see ${nameOf(odd)} differently: ${share}% of them would ship it`,
			)
		: sentence(
				phrase`readers see ${nameOf(odd)} differently: only ${share}% of them would ship it`,
			);
}

function ties(tools: readonly ToolContent[]): string | null {
	const tied = tools.filter((tool) => wholePanelShare(tool) === 50).map(nameOf);
	return tied.length === 0
		? null
		: sentence(phrase`on ${few(tied)} the panel is split down the middle`);
}

/** At most two by name. */
function few(names: readonly Phrase[]): Phrase {
	return names.length <= 2
		? joinPhrases(names)
		: phrase`${names[0] ?? ""} and ${numberInWords(names.length - 1)} others`;
}
