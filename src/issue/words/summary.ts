import { REVIEWERS } from "../../catalog/panel.ts";
import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { characterCount, joinWithAnd, pickVariant } from "./phrases.ts";
import {
	fitToBegin,
	nameOf,
	type Phrase,
	phrase,
	sentence,
} from "./sentence.ts";
import {
	reviewersWhoVoted,
	verdictClause,
	wholePanelShare,
} from "./verdict-clause.ts";

type Pair = Pick<ComparisonContent, "slug" | "left" | "right">;

/**
 * The verdict on a comparison in one to three sentences, composed from the
 * facts alone. The same facts always give the same text, and different
 * comparisons get different words. What is not known is named as unknown.
 */
export function summarise(pair: Pair): string {
	const { slug, left, right } = pair;
	return [
		verdictSentence(pair),
		flipSentence(left, right),
		pointsSentence(slug, left, right),
	]
		.filter((part) => part !== null)
		.join(" ");
}

/** The first sentence of {@link summarise}, which says it all: how the panel voted on both. */
export function verdictSentence({ slug, left, right }: Pair): string {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	const [x, y] = [nameOf(left), nameOf(right)];
	if (a === null && b === null)
		return sentence(
			pickVariant(slug, [
				phrase`the panel’s verdicts on ${x} and ${y} are not known`,
				phrase`nothing is known yet of how the panel voted on ${x} and ${y}`,
			]),
		);
	const together = bothAlike(slug, left, right);
	if (together) return sentence(together);
	const call = callOf(slug, left, right);
	const reason = commonReason(slug, left, right);
	if (call?.names && reason) return sentence(phrase`${call.words}: ${reason}`);
	const first = verdictClause(slug, left);
	const second = verdictClause(`${slug}2`, right);
	const joined =
		a === b
			? phrase`${first}, and ${second}`
			: phrase`${first}, while ${second}`;
	return sentence(call ? phrase`${call.words}: ${joined}` : joined);
}

/** One clause for both tools when the panel is unanimous on both and the verdicts are the same. */
function bothAlike(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): Phrase | null {
	const [x, y] = [nameOf(left), nameOf(right)];
	const [a, b] = [wholePanelShare(left), wholePanelShare(right)];
	if (a === 100 && b === 100)
		return pickVariant(slug, [
			phrase`ship either: the whole panel stands behind both ${x} and ${y}`,
			phrase`the panel is unanimous twice over and would ship both ${x} and ${y}`,
			phrase`no dissent this time: the whole panel would ship both ${x} and ${y} alike`,
		]);
	if (a === 0 && b === 0)
		return pickVariant(slug, [
			phrase`skip both: nobody on the panel would ship ${x} or ${y}`,
			phrase`the panel is unanimous twice over and would skip both ${x} and ${y}`,
		]);
	return null;
}

/** The call in a few words, and whether it names the tools; none when one of the verdicts is not known. */
function callOf(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): { words: Phrase; names: boolean } | null {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null) return null;
	// The clauses repeat the names, and long ones would hide the verdicts.
	const names = characterCount(left.name) + characterCount(right.name) <= 36;
	const alike = commonReason(slug, left, right) !== null;
	if (a === b) {
		if (names && alike)
			return {
				words: phrase`${a} both ${nameOf(left)} and ${nameOf(right)}`,
				names: true,
			};
		const words =
			a === "ship"
				? pickVariant(slug, [phrase`ship either`, phrase`both ship`])
				: pickVariant(slug, [phrase`skip both`, phrase`neither ships`]);
		return { words, names: false };
	}
	if (!names)
		return {
			words: pickVariant(slug, [
				phrase`one to ship, one to skip`,
				phrase`one ships, one does not`,
			]),
			names: false,
		};
	const [ship, skip] = a === "ship" ? [left, right] : [right, left];
	return {
		words: phrase`ship ${nameOf(ship)}, skip ${nameOf(skip)}`,
		names: true,
	};
}

/** One reason for both calls, which need not be named again: nobody disagrees, or the same ones do on both. */
function commonReason(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const [a, b] = [dissentingReviewers(left), dissentingReviewers(right)];
	if (a === null || b === null || joinWithAnd(a) !== joinWithAnd(b))
		return null;
	if (a.length === 0)
		return pickVariant(slug, [
			"the panel is unanimous on both",
			"nobody on the panel disagrees, on either",
		]);
	if (a.length > 1) return null;
	if (left.panel.verdict !== right.panel.verdict)
		return pickVariant(slug, [
			`only ${a[0]} disagrees, on both`,
			`${a[0]} alone sees both the other way`,
		]);
	const against = left.panel.verdict === "ship" ? "skip" : "ship";
	return pickVariant(slug, [
		`only ${a[0]} would ${against} them`,
		`nobody but ${a[0]} would ${against} either`,
	]);
}

/** The reviewers who voted against the panel's verdict; null unless all four votes are known and there is a majority. */
export function dissentingReviewers(tool: ToolContent): string[] | null {
	const { ship, skip, verdict } = tool.panel;
	if (ship === null || skip === null || ship + skip < 4 || ship === skip)
		return null;
	return reviewersWhoVoted(tool, verdict === "ship" ? "skip" : "ship");
}

function flipSentence(left: ToolContent, right: ToolContent): string | null {
	const flipped = [left, right].filter((tool) => tool.flip !== null);
	const [first, second] = flipped;
	if (!first?.flip) return null;
	if (second?.flip)
		return first.flip.to === second.flip.to
			? `Both were a ${first.flip.from} last time.`
			: `Last time it was the other way round.`;
	const { from } = first.flip;
	const [wording] = fitToBegin([
		phrase`${nameOf(first)} was a ${from} last time`,
		phrase`last time, ${nameOf(first)} was a ${from}`,
	]);
	return sentence(wording);
}

/** Who leads on points; null unless all eight scores are known. */
function pointsSentence(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const a = averageScore(left);
	const b = averageScore(right);
	if (a === null || b === null) return null;
	if (a === b && !areLevel(left, right)) return `Both average about ${a}.`;
	if (a === b)
		return pickVariant(slug, [
			`On points they tie at ${a}.`,
			`They average the same score, ${a}.`,
		]);
	const [ahead, high, low] = a > b ? [left, a, b] : [right, b, a];
	const behind = ahead === left ? right : left;
	const [leader, other] = [nameOf(ahead), nameOf(behind)];
	if (ahead.panel.verdict === "skip" && behind.panel.verdict === "ship")
		return sentence(
			phrase`on points it is the other way round: ${leader} averages ${high}, ${other} ${low}`,
		);
	return sentence(
		pickVariant(
			slug,
			fitToBegin([
				phrase`${leader} leads on points, ${high} to ${low}`,
				phrase`on points ${leader} is ahead, ${high} to ${low}`,
			]),
		),
	);
}

/** The panel's average score, rounded; null unless all four are known. */
export function averageScore(
	tool: Pick<ToolContent, "reviews">,
): number | null {
	const total = totalScore(tool);
	return total === null ? null : Math.round(total / REVIEWERS.length);
}

/** Whether the panel gave both tools as many points, not only about as many; false where a score is not known. */
export function areLevel(left: ToolContent, right: ToolContent): boolean {
	const total = totalScore(left);
	return total !== null && total === totalScore(right);
}

function totalScore({ reviews }: Pick<ToolContent, "reviews">): number | null {
	const scores = reviews.flatMap((review) => review.score ?? []);
	return scores.length < REVIEWERS.length
		? null
		: scores.reduce((sum, score) => sum + score, 0);
}
