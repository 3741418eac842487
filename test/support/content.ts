import { panelVerdict, REVIEWERS } from "../../src/catalog/panel.ts";
import type { Verdict } from "../../src/db/catalog-tables.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../src/issue/content/content.ts";

/** Votes in the panel's order: `+` ship, `-` skip, `?` not known. */
export function tool(
	name: string,
	votes: string,
	more: { scores?: number[]; share?: number; flip?: [Verdict, Verdict] } = {},
): ToolContent {
	const verdicts = [...votes].map((vote): Verdict | null =>
		vote === "+" ? "ship" : vote === "-" ? "skip" : null,
	);
	return {
		slug: name.toLowerCase().replaceAll(" ", "-"),
		name,
		url: `https://digest.example.com/tools/${name.toLowerCase()}`,
		tagline: "",
		category: "",
		pricing: "",
		entryPrice: "",
		bestFor: "",
		description: "",
		panel: panelVerdict(
			verdicts.map((verdict) => ({ verdict })),
			more.share ?? null,
		),
		community: null,
		reviews: verdicts.flatMap((verdict, index) => {
			const reviewer = REVIEWERS[index];
			const score = more.scores?.[index] ?? null;
			return reviewer ? [{ reviewer, verdict, score, body: "Said." }] : [];
		}),
		flip: more.flip ? { from: more.flip[0], to: more.flip[1] } : null,
	};
}

export function comparison(
	left: ToolContent,
	right: ToolContent,
	slug = `${left.slug}-vs-${right.slug}`,
): ComparisonContent {
	return {
		slug,
		title: `${left.name} vs ${right.name}`,
		url: `https://digest.example.com/c/${slug}`,
		publishedAt: "2026-11-18T00:00:00.000Z",
		summary: "",
		left,
		right,
	};
}
