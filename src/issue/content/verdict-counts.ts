import type { ComparisonContent, ToolContent } from "./content.ts";

/** How the panel judged the tools of a week. */
export interface VerdictCounts {
	ship: number;
	skip: number;
	/** Tools whose verdict is not known. */
	unknown: number;
}

/** Counts each tool once, however many comparisons it is in. */
export function countVerdicts(tools: readonly ToolContent[]): VerdictCounts {
	const count = (verdict: ToolContent["panel"]["verdict"]) =>
		tools.filter((tool) => tool.panel.verdict === verdict).length;
	return { ship: count("ship"), skip: count("skip"), unknown: count(null) };
}

/** The tools of some comparisons, each once, in order of appearance. */
export function distinctTools(
	comparisons: readonly ComparisonContent[],
): ToolContent[] {
	const tools = comparisons.flatMap(({ left, right }) => [left, right]);
	return [...new Map(tools.map((tool) => [tool.slug, tool])).values()];
}
