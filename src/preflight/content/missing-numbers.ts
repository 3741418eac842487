import type { ToolContent } from "../../issue/content/content.ts";
import type { Piece } from "../../issue/content/marks.ts";
import { ownText } from "./placed-text.ts";

/**
 * The scores and shares of some tools in full that a part does not have in the
 * template's own text, between a summary and the next text that is not theirs.
 *
 * @param summary where it is in the content: `leads.0.summary`
 * @param own the places of the texts that may stand between: `leads.0.`
 */
export function missingNumbers(
	pieces: readonly Piece[],
	tools: readonly ToolContent[],
	summary: string,
	own: readonly string[],
): { kind: "share" | "score"; numbers: string[] }[] {
	const path = ({ origin }: Piece) =>
		typeof origin === "object" && origin !== null ? origin.path : null;
	const from = pieces.findIndex((one) => path(one) === summary);
	if (from < 0) return [];
	const length = pieces.slice(from).findIndex((one) => {
		const other = path(one);
		return other !== null && !own.some((prefix) => other.startsWith(prefix));
	});
	// Some languages have a space before the sign, as in "75 %".
	const text = ownText(
		pieces.slice(from, length < 0 ? undefined : from + length),
	).replace(/(?<=\d)[\u00A0\u202F]%/g, "%");
	const shown = text.match(/\d+%?/g) ?? [];
	const missing = [
		{
			kind: "share" as const,
			numbers: tools
				.flatMap(sharesOf)
				.filter((share) => count(shown, share) === 0),
		},
		{
			kind: "score" as const,
			numbers: missingScores(text, tools.flatMap(scoresOf)),
		},
	];
	return missing.filter(({ numbers }) => numbers.length > 0);
}

/** The scores that a part does not show: each is alone among the scores, and can be once more as "82/100" beside a quote. */
function missingScores(text: string, scores: readonly string[]): string[] {
	const outOf100 = text.match(/(?<![\d/])\d+(?=\/100\b)/g) ?? [];
	const alone = text.match(/(?<![\d/])\d+(?!\d|%|\/100\b)/g) ?? [];
	const isStrange = outOf100.some((score) => !scores.includes(score));
	return scores.filter(
		(score) =>
			count(alone, score) < count(scores, score) ||
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
