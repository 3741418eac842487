import { REVIEWERS } from "../../catalog/panel.ts";
import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { distinctTools } from "../content/verdict-counts.ts";
import { english } from "./language/en/english.ts";
import type { Language } from "./language/language.ts";
import { callOf, dissenterOn, outcomeOf, sumsOf } from "./outcome.ts";
import { characterCount } from "./phrases.ts";
import { nameOf, type Phrase, sentence } from "./sentence.ts";
import { averageGap, oddsOf, priceChange, sidesOf } from "./story.ts";
import { averageScore } from "./summary.ts";

/** Characters. With longer names, the second sentence or the best tool is left out. */
const INTRO_LENGTH = 240;

/** Points between two averages that are worth a sentence when there is no other news. */
const NOTABLE_GAP = 10;

/**
 * The week in one or two sentences, below the masthead: what it amounts to, and
 * who disagrees, by name.
 *
 * @param comparisons the leads and briefs of the issue
 */
export function composeIntro(
	comparisons: readonly ComparisonContent[],
	{ language = english }: { language?: Language } = {},
): string {
	const tools = distinctTools(comparisons);
	const news = newsOf(comparisons, tools, language);
	const plain = countsOf(comparisons, tools, language, news.tellsSplit);
	// A sentence that has the split or the open verdicts, too, would not end.
	const { split, unknown } = sumsOf(tools);
	const withBest =
		unknown > 0 || (split > 0 && !news.tellsSplit)
			? plain
			: bestOf(plain, tools, language);
	const options = [
		[withBest, news.phrase],
		[plain, news.phrase],
		[withBest],
		[plain],
	].map((parts) =>
		parts.flatMap((part) => (part === null ? [] : [sentence(part)])).join(" "),
	);
	return (
		options.find((text) => characterCount(text) <= INTRO_LENGTH) ??
		sentence(plain)
	);
}

function countsOf(
	comparisons: readonly ComparisonContent[],
	tools: readonly ToolContent[],
	{ intro }: Language,
	splitIsTold: boolean,
): Phrase {
	const sums = sumsOf(tools);
	const ship = tools.find((tool) => callOf(tool) === "ship");
	const skip = tools.find((tool) => callOf(tool) === "skip");
	return comparisons.length === 1 && tools.length === 2 && ship && skip
		? intro.one({ x: nameOf(ship), y: nameOf(skip) })
		: intro.counts({
				...sums,
				splitIsTold: splitIsTold && sums.split < sums.total,
			});
}

/**
 * The counts with the tool with the highest average score, among how many where
 * some scores are not known. The counts alone when two share it, when the panel
 * would not ship it, or when there is nothing to compare it with.
 */
function bestOf(
	counts: Phrase,
	tools: readonly ToolContent[],
	{ intro }: Language,
): Phrase {
	const scored = tools.flatMap((tool) => {
		const score = averageScore(tool);
		return score === null ? [] : [{ tool, score }];
	});
	const top = Math.max(...scored.map(({ score }) => score));
	const [best, second] = scored.filter(({ score }) => score === top);
	if (!best || second || scored.length < 2) return counts;
	if (callOf(best.tool) !== "ship") return counts;
	return intro.best({
		counts,
		x: nameOf(best.tool),
		points: top,
		among: scored.length === tools.length ? null : scored.length,
	});
}

/** The news that matters most to a regular reader: a flip, a revolt of the readers, a split, a price, a reviewer who disagrees. */
function newsOf(
	comparisons: readonly ComparisonContent[],
	tools: readonly ToolContent[],
	{ intro }: Language,
): { phrase: Phrase | null; tellsSplit: boolean } {
	const stronger = flips(tools, intro) ?? readersAtOdds(tools, "strong", intro);
	const split = splits(tools, intro);
	if (stronger === null && split !== null && !tools.every(isSplit))
		return { phrase: split, tellsSplit: true };
	const phrase =
		stronger ??
		prices(tools, intro) ??
		dissents(tools, intro) ??
		readersAtOdds(tools, "mild", intro) ??
		unanimous(comparisons, tools, intro) ??
		widestGap(comparisons, intro) ??
		null;
	return { phrase, tellsSplit: false };
}

const isSplit = (tool: ToolContent) => callOf(tool) === "split";

type IntroWords = Language["intro"];

function flips(tools: readonly ToolContent[], intro: IntroWords) {
	const flipped = tools.flatMap((tool) =>
		tool.flip === null ? [] : [{ x: nameOf(tool), ...tool.flip }],
	);
	const [first] = flipped;
	if (!first) return null;
	if (flipped.length === 1) return intro.flip(first);
	const to = (verdict: string) =>
		flipped.filter((one) => one.to === verdict).map(({ x }) => x);
	return intro.flips({ ship: to("ship"), skip: to("skip") });
}

/** The tool on which the readers are the farthest from the panel. */
function readersAtOdds(
	tools: readonly ToolContent[],
	odds: "strong" | "mild",
	intro: IntroWords,
): Phrase | null {
	const [most] = tools
		.filter((tool) => oddsOf(tool) === odds)
		.flatMap(({ panel: { verdict }, community, ...tool }) =>
			community && verdict
				? [{ x: nameOf(tool), share: community.share, verdict }]
				: [],
		)
		.toSorted((a, b) => Math.abs(b.share - 50) - Math.abs(a.share - 50));
	return most ? intro.revolt({ ...most, strong: odds === "strong" }) : null;
}

function splits(tools: readonly ToolContent[], intro: IntroWords) {
	const split = tools.filter((tool) => callOf(tool) === "split");
	const [first] = split;
	if (!first) return null;
	return split.length === 1
		? intro.split({ x: nameOf(first), ...sidesOf(first) })
		: intro.splits({ names: split.map(nameOf) });
}

function prices(tools: readonly ToolContent[], intro: IntroWords) {
	const moves = tools.flatMap((tool) => {
		const change = priceChange(tool);
		return change ? [{ x: nameOf(tool), ...change }] : [];
	});
	const [first, second] = moves;
	if (!first) return null;
	return second
		? intro.prices({ count: moves.length, first, second })
		: intro.price(first);
}

/** The reviewer who stands alone most often; of those who do once, the first two. */
function dissents(tools: readonly ToolContent[], intro: IntroWords) {
	const alone = tools.flatMap((tool) => {
		const who = dissenterOn(tool);
		const { verdict } = tool.panel;
		return who && verdict ? [{ x: nameOf(tool), who, verdict }] : [];
	});
	const [first, second] = alone;
	if (!first) return null;
	if (!second) return intro.dissent(first);
	const [most] = REVIEWERS.map((who) => ({
		who,
		names: alone.flatMap((one) => (one.who === who ? [one.x] : [])),
	})).toSorted((a, b) => b.names.length - a.names.length);
	return most && most.names.length > 1
		? intro.dissents(most)
		: intro.alone({ first, second });
}

function widestGap(
	comparisons: readonly ComparisonContent[],
	intro: IntroWords,
): Phrase | null {
	const [widest] = comparisons
		.flatMap(({ left, right }) => averageGap(left, right) ?? [])
		.toSorted((a, b) => b.high - b.low - (a.high - a.low));
	if (!widest || widest.high - widest.low < NOTABLE_GAP) return null;
	const { ahead, behind, high, low } = widest;
	return intro.gap({ x: nameOf(ahead), y: nameOf(behind), high, low });
}

function unanimous(
	comparisons: readonly ComparisonContent[],
	tools: readonly ToolContent[],
	intro: IntroWords,
): Phrase | null {
	const all = tools.every((tool) =>
		["all", "none"].includes(outcomeOf(tool).kind),
	);
	return all ? intro.nothing({ comparisons: comparisons.length }) : null;
}
