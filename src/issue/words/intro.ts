import type { ComparisonContent, ToolContent } from "../content/content.ts";
import {
	countVerdicts,
	distinctTools,
	type VerdictCounts,
} from "../content/verdict-counts.ts";
import { asSentence, joinWithAnd, numberInWords } from "./phrases.ts";
import { averageScore } from "./summary.ts";

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
	return [asSentence(splitOf(tools)), newsOf(tools)]
		.filter((part) => part !== null)
		.join(" ");
}

function splitOf(tools: readonly ToolContent[]): string {
	const counts = countVerdicts(tools);
	const split = splitClause(tools.length, counts);
	const best = bestOf(tools);
	return best === null
		? split
		: `${split}; ${best.name} scores highest, with ${averageScore(best)} points of 100`;
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

/** The tool with the highest average score, of those not to be skipped; null when two share it or no score is known. */
function bestOf(tools: readonly ToolContent[]): ToolContent | null {
	const scored = tools.flatMap((tool) => {
		const score = averageScore(tool);
		return score === null || tool.panel.verdict === "skip"
			? []
			: [{ tool, score }];
	});
	const top = Math.max(...scored.map(({ score }) => score));
	const best = scored.filter(({ score }) => score === top);
	return best.length === 1 ? (best[0]?.tool ?? null) : null;
}

/** The news that matters most to a regular reader: a flip, else a community that disagrees with the panel, else a split. */
function newsOf(tools: readonly ToolContent[]): string | null {
	return flips(tools) ?? readersAtOdds(tools) ?? ties(tools);
}

function flips(tools: readonly ToolContent[]): string | null {
	const flipped = tools.flatMap(({ name, flip }) =>
		flip === null ? [] : [{ name, ...flip }],
	);
	const [first] = flipped;
	if (!first) return null;
	if (flipped.length === 1)
		return `One change of heart: ${first.name}, a ${first.from} last time, is now a ${first.to}.`;
	const now = (["skip", "ship"] as const).flatMap((to) => {
		const names = flipped.filter((one) => one.to === to).map((one) => one.name);
		if (names.length === 0) return [];
		return names.length === 1
			? [`${names[0]} is now a ${to}`]
			: [`${few(names)} are now ${to}s`];
	});
	return `${asSentence(numberInWords(flipped.length)).slice(0, -1)} changes of heart: ${now.join(", ")}.`;
}

function readersAtOdds(tools: readonly ToolContent[]): string | null {
	const odd = tools.find(
		({ community, panel }) =>
			community !== null &&
			panel.verdict !== null &&
			community.share >= 50 !== (panel.verdict === "ship"),
	);
	if (!odd?.community) return null;
	return odd.panel.verdict === "skip"
		? `Readers see ${odd.name} differently: ${odd.community.share}% of them would ship it.`
		: `Readers see ${odd.name} differently: only ${odd.community.share}% of them would ship it.`;
}

function ties(tools: readonly ToolContent[]): string | null {
	const tied = tools
		.filter(({ panel }) => panel.share === 50)
		.map(({ name }) => name);
	return tied.length === 0
		? null
		: `On ${few(tied)} the panel is split down the middle.`;
}

/** At most two by name. */
function few(names: readonly string[]): string {
	return names.length <= 2
		? joinWithAnd(names)
		: `${names[0]} and ${numberInWords(names.length - 1)} others`;
}
