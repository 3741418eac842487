import type { Reviewer } from "../db/schema.ts";
import type { ComparisonContent, ToolContent } from "../issue/content.ts";
import { WIDTH, wrap } from "./columns.ts";
import {
	communityLabel,
	factLabel,
	flipLabel,
	reviewBy,
	reviewerTitles,
	scoreLabel,
	splitLabel,
	toolsOf,
	verdictWord,
} from "./labels.ts";
import { panelThrough } from "./lens.ts";

/** A comparison in full, as text. */
export function fullStory(
	comparison: ComparisonContent,
	lens: Reviewer | null,
	shortened: boolean,
): string {
	const rule = "=".repeat(WIDTH);
	return [
		`${rule}\n${wrap(comparison.title, WIDTH)}\n${rule}`,
		wrap(comparison.summary, WIDTH),
		...toolsOf(comparison).map(facts),
		...voices(comparison, lens),
		`${shortened ? "All the reviews in full" : "The whole comparison"}:\n${comparison.url}`,
	].join("\n\n");
}

/** A comparison in brief, as text. */
export function shortStory(comparison: ComparisonContent): string {
	return [
		wrap(comparison.title, WIDTH),
		wrap(comparison.summary, WIDTH),
		...toolsOf(comparison).map((tool) =>
			wrap(`${tool.name}: ${panelLine(tool)}`, WIDTH),
		),
		comparison.url,
	].join("\n");
}

/** `[########..] 75% ship`, or nothing where the share is not known: an empty bar would say 0. */
export function panelBar(share: number | null): string {
	if (share === null) return "";
	const full = Math.round(share / 10);
	return `[${"#".repeat(full)}${".".repeat(10 - full)}] ${share}% ship`;
}

function panelLine({ panel, flip }: ToolContent): string {
	if (panel.verdict === null) return "Panel verdict not given";
	return [
		verdictWord(panel.verdict),
		panelBar(panel.share),
		splitLabel(panel) ?? "split not given",
		flipLabel(flip) ?? "",
	]
		.filter((part) => part !== "")
		.join(" · ");
}

function facts(tool: ToolContent): string {
	const rows: [string, string][] = [
		["Panel", panelLine(tool)],
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
		`  ${tool.url}`,
	].join("\n");
}

/** What was said, and by whom; a score or verdict without words stays a line. */
function voices(
	comparison: ComparisonContent,
	lens: Reviewer | null,
): string[] {
	return panelThrough(lens).flatMap((reviewer) =>
		toolsOf(comparison).map((tool) => {
			const review = reviewBy(tool, reviewer);
			const head = wrap(
				`${reviewerTitles[reviewer]} on ${tool.name}: ${scoreLabel(review)}`,
				WIDTH,
			);
			return review && review.body.trim() !== ""
				? `${head}\n${wrap(review.body, WIDTH, "  ")}`
				: head;
		}),
	);
}
