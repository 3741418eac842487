import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import type { Piece } from "../../issue/content/marks.ts";
import { ownText } from "./placed-text.ts";

/**
 * The scores and shares of a comparison in full that a part does not have in the
 * template's own text, between its summary and the next comparison.
 *
 * @param prefix of its texts: `leads.0.`
 */
export function missingNumbers(
	pieces: readonly Piece[],
	{ left, right }: ComparisonContent,
	prefix: string,
	part: "HTML part" | "text part",
): { kind: "share" | "score"; numbers: string[] }[] {
	const path = ({ origin }: Piece) =>
		typeof origin === "object" && origin !== null ? origin.path : null;
	const from = pieces.findIndex((one) => path(one) === `${prefix}summary`);
	if (from < 0) return [];
	const length = pieces.slice(from).findIndex((one) => {
		const other = path(one);
		return other !== null && !other.startsWith(prefix);
	});
	const text = ownText(
		pieces.slice(from, length < 0 ? undefined : from + length),
	);
	const shown = text.match(/\d+%?/g) ?? [];
	const scores = [left, right].flatMap(scoresOf);
	const missing = [
		{
			kind: "share" as const,
			numbers: [left, right]
				.flatMap(sharesOf)
				.filter((share) => count(shown, share) === 0),
		},
		{
			kind: "score" as const,
			numbers: missingScores(text, scores, part),
		},
	];
	return missing.filter(({ numbers }) => numbers.length > 0);
}

/**
 * The scores that a part does not show: the HTML part has each alone, in the
 * scorecard, and once more as "82/100" beside a quote; the text part only so.
 */
function missingScores(
	text: string,
	scores: readonly string[],
	part: "HTML part" | "text part",
): string[] {
	const outOf100 = text.match(/(?<![\d/])\d+(?=\/100\b)/g) ?? [];
	const alone = text.match(/(?<![\d/])\d+(?!\d|\/100\b)/g) ?? [];
	const shown = part === "HTML part" ? alone : outOf100;
	const isStrange = outOf100.some((score) => !scores.includes(score));
	return scores.filter(
		(score) =>
			count(shown, score) < count(scores, score) ||
			(isStrange && count(outOf100, score) === 0),
	);
}

function count(list: readonly string[], number: string): number {
	return list.filter((one) => one === number).length;
}

function sharesOf({ panel, community }: ToolContent): string[] {
	return [panel.share, community?.share ?? null].flatMap((share) =>
		share === null ? [] : [`${share}%`],
	);
}

function scoresOf({ reviews }: ToolContent): string[] {
	return reviews.flatMap(({ score }) => (score === null ? [] : [`${score}`]));
}
