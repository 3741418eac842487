import type { ComparisonFacts, ToolFacts } from "./facts.ts";
import type { Place, Warning } from "./import/finding.ts";
import { REVIEWERS } from "./panel.ts";

/** Where the share that a source states can't be what its reviews say. */
export function panelContradictions(
	facts: ComparisonFacts,
	place: Place,
): Warning[] {
	return [facts.left, facts.right].flatMap((tool) => {
		const contradiction = panelContradiction(tool);
		return contradiction
			? [{ code: "contradiction", ...place, message: contradiction }]
			: [];
	});
}

/** Reviewers whose verdict is not known may have said either. */
function panelContradiction(tool: ToolFacts): string | null {
	const count = (verdict: string) =>
		tool.reviews.filter((review) => review.verdict === verdict).length;
	const [ship, skip] = [count("ship"), count("skip")];
	const least = (100 * ship) / REVIEWERS.length;
	const most = (100 * (REVIEWERS.length - skip)) / REVIEWERS.length;
	const share = tool.statedShare;
	if (share === null || (share >= least && share <= most)) return null;
	return `${tool.name}: the source states ${share}% panel ship, but its reviews say ${ship} ship / ${skip} skip`;
}
