import type { ComparisonContent, ToolContent } from "./content.ts";
import { verdictClause } from "./verdict-clause.ts";
import { pick, sentence } from "./wording.ts";

type Pair = Pick<ComparisonContent, "slug" | "left" | "right">;

/**
 * The verdict on a comparison in one to three sentences, composed from the
 * facts alone: the same facts always read the same, different comparisons
 * differ, and what is not known is said to be so.
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
		return sentence(
			pick(slug, [
				`the panel's verdicts on ${left.name} and ${right.name} are not known`,
				`nothing is known yet of how the panel voted on ${left.name} and ${right.name}`,
			]),
		);
	const together = bothAlike(slug, left, right);
	if (together) return sentence(together);
	const clauses = [verdictClause(slug, left), verdictClause(`${slug}2`, right)];
	const joined = clauses.join(a === b ? ", and " : ", while ");
	const call = callOf(slug, left, right);
	return call ? `${call}: ${joined}.` : sentence(joined);
}

/** One clause for both where the whole panel is of one mind on both. */
function bothAlike(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const both = `${left.name} and ${right.name}`;
	if (left.panel.share === 100 && right.panel.share === 100)
		return pick(slug, [
			`ship either: the whole panel stands behind both ${both}`,
			`the panel is unanimous twice over and would ship both ${both}`,
			`no dissent this time: the whole panel would ship ${both} alike`,
		]);
	if (left.panel.share === 0 && right.panel.share === 0)
		return pick(slug, [
			`skip both: nobody on the panel would ship ${left.name} or ${right.name}`,
			`the panel is unanimous twice over and would skip both ${both}`,
		]);
	return null;
}

/** The call in two or three words; none when one of the verdicts is not known. */
function callOf(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const a = left.panel.verdict;
	const b = right.panel.verdict;
	if (a === null || b === null) return null;
	if (a === "ship" && b === "ship")
		return pick(slug, ["Ship either", "Both ship"]);
	if (a === "skip" && b === "skip")
		return pick(slug, ["Skip both", "Neither ships"]);
	// Long names, which the clauses repeat, would drown the call.
	if (left.name.length + right.name.length > 36)
		return pick(slug, ["One to ship, one to skip", "One ships, one does not"]);
	return a === "ship"
		? `Ship ${left.name}, skip ${right.name}`
		: `Ship ${right.name}, skip ${left.name}`;
}

function flipSentence(left: ToolContent, right: ToolContent): string | null {
	const flipped = [left, right].filter((tool) => tool.flip !== null);
	const [first, second] = flipped;
	if (!first?.flip) return null;
	if (second?.flip)
		return first.flip.to === second.flip.to
			? `Both were a ${first.flip.from} when we last wrote about them.`
			: `When we last wrote about them it was the other way round.`;
	return `${first.name} was a ${first.flip.from} when we last wrote about it.`;
}

/** Who leads on points; silent unless all eight scores are known. */
function pointsSentence(
	slug: string,
	left: ToolContent,
	right: ToolContent,
): string | null {
	const a = averageScore(left);
	const b = averageScore(right);
	if (a === null || b === null) return null;
	if (a === b)
		return pick(slug, [
			`On points they tie at ${a}.`,
			`They average the same score, ${a}.`,
		]);
	const [ahead, high, low] = a > b ? [left, a, b] : [right, b, a];
	const behind = ahead === left ? right : left;
	if (ahead.panel.verdict === "skip" && behind.panel.verdict === "ship")
		return `On points it is the other way round: ${ahead.name} averages ${high}, ${behind.name} ${low}.`;
	return pick(slug, [
		`${ahead.name} leads on points, ${high} to ${low}.`,
		`On average score ${ahead.name} is ahead, ${high} to ${low}.`,
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
