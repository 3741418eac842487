import type { Reviewer } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { columns } from "../../issue/words/columns.ts";
import {
	communityLabel,
	factLabel,
	flipLabel,
	gistLabel,
	reviewBy,
	reviewerTitles,
	scoreLabel,
	splitLabel,
	toolsOf,
	verdictWord,
} from "../labels.ts";
import { leadReviewerOf, panelWithout } from "../lead-reviewer.ts";
import { reviewThrough } from "../lens.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

/** A comparison in full, as text. */
export function comparisonInFull(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): string {
	return [
		headline(comparison.title, "="),
		wrap(comparison.summary, WIDTH),
		...toolsOf(comparison).map((tool) => facts(tool, lens)),
		...reviewsOf(comparison, lens),
		`All the reviews in full:\n${comparison.url}`,
	].join("\n\n");
}

/** A comparison in brief, as text: what the list of calls leaves out. */
export function comparisonInBrief(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): string {
	return [
		wrap(comparison.title, WIDTH),
		wrap(comparison.summary, WIDTH),
		...toolsOf(comparison).flatMap((tool) => [
			...ownVerdict(tool, lens).map((line) => wrap(line, WIDTH)),
			wrap(`${tool.name}. ${gistLabel(tool)}`, WIDTH),
		]),
		comparison.url,
	].join("\n");
}

/** A title with a row of `sign` under it, as wide as its widest line. */
export function headline(title: string, sign: string): string {
	const lines = wrap(title, WIDTH);
	const width = Math.min(WIDTH, Math.max(...lines.split("\n").map(columns)));
	return `${lines}\n${sign.repeat(width)}`;
}

/** `[########..] 75% ship`, or nothing where the share is not known: an empty bar would say 0. */
export function panelBar(share: number | null): string {
	if (share === null) return "";
	const full = Math.round(share / 10);
	return `[${"#".repeat(full)}${".".repeat(10 - full)}] ${share}% ship`;
}

function panelLine({ panel }: ToolContent): string {
	if (panel.verdict === null) return "Panel verdict not given";
	const split = splitLabel(panel) ?? "split not given";
	return `${verdictWord(panel.verdict)} ${panelBar(panel.share)} (${split})`;
}

/** "Skeptic on Pebble 7B: 78/100 · ship", for a reader with that lens. */
function ownVerdict(tool: ToolContent, lens: Reviewer | null): string[] {
	const review = reviewThrough(tool, lens);
	return review
		? [
				`${reviewerTitles[review.reviewer]} on ${tool.name}: ${scoreLabel(review)}`,
			]
		: [];
}

function facts(tool: ToolContent, lens: Reviewer | null): string {
	const own = reviewThrough(tool, lens);
	const flip = flipLabel(tool.flip);
	const rows: [string, string][] = [
		...(own
			? [[reviewerTitles[own.reviewer], scoreLabel(own)] as [string, string]]
			: []),
		["Panel", panelLine(tool)],
		...(flip === null ? [] : [["Changed", flip] as [string, string]]),
		["Community", communityLabel(tool.community)],
		["Pricing", factLabel(tool.pricing)],
		["Entry price", factLabel(tool.entryPrice)],
		["Best for", factLabel(tool.bestFor)],
		["Category", factLabel(tool.category)],
	];
	return [
		wrap(tool.name, WIDTH),
		...(tool.tagline === "" ? [] : [wrap(tool.tagline, WIDTH, "  ")]),
		...rows.map(([label, value]) =>
			wrap(`${label}: ${value}`, WIDTH - 2, "  ").replaceAll("\n", "\n  "),
		),
	].join("\n");
}

/** What each reviewer said of both tools. A score or verdict without words is one line. */
function reviewsOf(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): string[] {
	const leadReviewer = leadReviewerOf(comparison, lens);
	const panel = panelWithout(leadReviewer, lens);
	return (leadReviewer ? [leadReviewer, ...panel] : panel).map((reviewer) =>
		toolsOf(comparison)
			.map((tool) => {
				const review = reviewBy(tool, reviewer);
				const head = wrap(
					`${reviewerTitles[reviewer]} on ${tool.name}: ${scoreLabel(review)}`,
					WIDTH,
				);
				return review && review.body.trim() !== ""
					? `${head}\n${wrap(`“${review.body}”`, WIDTH, "  ")}`
					: head;
			})
			.join("\n"),
	);
}
