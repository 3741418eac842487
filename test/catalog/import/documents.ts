import type {
	DocumentInput,
	ToolInput,
} from "../../../src/catalog/import/document.ts";

/** A tool that is complete, and has no reviews. */
export function toolDocument(
	name: string,
	more: Partial<ToolInput> = {},
): ToolInput {
	return {
		name,
		tagline: `${name} in one line`,
		category: "Writing",
		pricing: "Free",
		entryPrice: "Free",
		bestFor: "Tests",
		description: `What ${name} does.`,
		...more,
	};
}

export function comparisonDocument(
	left: ToolInput | string,
	right: ToolInput | string,
	more: Partial<DocumentInput> = {},
): DocumentInput {
	const side = (one: ToolInput | string) =>
		typeof one === "string" ? toolDocument(one) : one;
	return { tools: [side(left), side(right)], ...more };
}

/** Four reviews, one letter each: "+" ships, "-" skips, "?" is not known. */
export function panelReviews(
	verdicts: string,
	words = "Said at some length.",
): NonNullable<ToolInput["reviews"]> {
	return (["builder", "skeptic", "founder", "futurist"] as const).map(
		(reviewer, at) => {
			const sign = verdicts.charAt(at);
			return {
				reviewer,
				body: `${reviewer}: ${words}`,
				...(sign === "?"
					? {}
					: { verdict: sign === "+" ? "ship" : "skip", score: 60 + at }),
			};
		},
	);
}
