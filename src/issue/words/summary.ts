import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { asSentence, joinWithAnd, pickVariant } from "./phrases.ts";
import { reviewersWhoVoted, verdictClause } from "./verdict-clause.ts";

type Pair = Pick<ComparisonContent, "slug" | "left" | "right">;

/**
 * The verdict on a comparison in one to three sentences, composed from the
 * facts alone. The same facts always give the same text, and different
 * comparisons get different words. What is not known is named as unknown.
 */
export function summarise({ slug, left, right }: Pair): string {
	return [
		verdictSentence(slug, left, right),
		flipSentence(left, right),
		pointsSentence(slug, left, right),
	]
		.filter((part) => part !== null)
		.join(" ");
}

function verdictSentence(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null && b === null)
		return asSentence(
			pickVariant(slug, [
				`the panel's verdicts on ${left.name} and ${right.name} are not known`,
				`nothing is known yet of how the panel voted on ${left.name} and ${right.name}`,
			]),
		);
	const together = bothAlike(slug, left, right);
	if (together) return asSentence(together);
	const call = callOf(slug, left, right);
	const reason = commonReason(slug, left, right);
	if (call?.names && reason) return `${call.words}: ${reason}.`;
	const clauses = [verdictClause(slug, left), verdictClause(`${slug}2`, right)];
	const joined = clauses.join(a === b ? ", and " : ", while ");
	return call ? `${call.words}: ${joined}.` : asSentence(joined);
}

/** One clause for both tools when the panel is unanimous on both and the verdicts are the same. */
function bothAlike(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const both = `${left.name} and ${right.name}`;
	if (left.panel.share === 100 && right.panel.share === 100)
		return pickVariant(slug, [
			`ship either: the whole panel stands behind both ${both}`,
			`the panel is unanimous twice over and would ship both ${both}`,
			`no dissent this time: the whole panel would ship ${both} alike`,
		]);
	if (left.panel.share === 0 && right.panel.share === 0)
		return pickVariant(slug, [
			`skip both: nobody on the panel would ship ${left.name} or ${right.name}`,
			`the panel is unanimous twice over and would skip both ${both}`,
		]);
	return null;
}

/** The call in a few words, and whether it names the tools; none when one of the verdicts is not known. */
function callOf(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): { words: string; names: boolean } | null {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null) return null;
	// The clauses repeat the names, and long ones would hide the verdicts.
	const names = left.name.length + right.name.length <= 36;
	const both = `${left.name} and ${right.name}`;
	const alike = commonReason(slug, left, right) !== null;
	if (a === b) {
		const [verb, short] =
			a === "ship"
				? (["Ship", pickVariant(slug, ["Ship either", "Both ship"])] as const)
				: ([
						"Skip",
						pickVariant(slug, ["Skip both", "Neither ships"]),
					] as const);
		return names && alike
			? { words: `${verb} both ${both}`, names: true }
			: { words: short, names: false };
	}
	if (!names)
		return {
			words: pickVariant(slug, [
				"One to ship, one to skip",
				"One ships, one does not",
			]),
			names: false,
		};
	const [ship, skip] = a === "ship" ? [left, right] : [right, left];
	return { words: `Ship ${ship.name}, skip ${skip.name}`, names: true };
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
	return `${first.name} was a ${first.flip.from} last time.`;
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
	if (a === b)
		return pickVariant(slug, [
			`On points they tie at ${a}.`,
			`They average the same score, ${a}.`,
		]);
	const [ahead, high, low] = a > b ? [left, a, b] : [right, b, a];
	const behind = ahead === left ? right : left;
	if (ahead.panel.verdict === "skip" && behind.panel.verdict === "ship")
		return `On points it is the other way round: ${ahead.name} averages ${high}, ${behind.name} ${low}.`;
	return pickVariant(slug, [
		`${ahead.name} leads on points, ${high} to ${low}.`,
		`On points ${ahead.name} is ahead, ${high} to ${low}.`,
	]);
}

/** The panel's average score, rounded; null unless all four are known. */
export function averageScore(
	tool: Pick<ToolContent, "reviews">,
): number | null {
	const scores = tool.reviews.flatMap((review) => review.score ?? []);
	if (scores.length < 4) return null;
	return Math.round(
		scores.reduce((sum, score) => sum + score, 0) / scores.length,
	);
}
