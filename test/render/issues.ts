import { REVIEWERS } from "../../src/catalog/panel.ts";
import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../../src/issue/content/content.ts";
import { sampleIssue } from "../../templates/samples.ts";

/** The sample issue with three leads of eight reviews each, all of `words` words, and with so many briefs. */
export function issueOf(options: {
	words: number;
	briefs: number;
}): IssueContent {
	const brief = sampleIssue.briefs[0] as ComparisonContent;
	return {
		...sampleIssue,
		leads: sampleIssue.leads.map((lead) => ({
			...lead,
			left: reviewed(lead.left, options.words),
			right: reviewed(lead.right, options.words),
		})),
		briefs: Array.from({ length: options.briefs }, (_, index) => ({
			...brief,
			slug: `${brief.slug}-${index}`,
			url: `${brief.url}-${index}`,
		})),
	};
}

/** The sample issue with one tool of its first lead changed. */
export function withTool(change: Partial<ToolContent>): IssueContent {
	const [first, ...rest] = sampleIssue.leads;
	if (!first) throw new Error("the sample has a lead");
	return {
		...sampleIssue,
		leads: [{ ...first, left: { ...first.left, ...change } }, ...rest],
	};
}

function reviewed(tool: ToolContent, words: number): ToolContent {
	return {
		...tool,
		reviews: REVIEWERS.map((reviewer, index) => ({
			reviewer,
			score: 60 + index,
			verdict: index === 1 ? "skip" : "ship",
			body: prose(words),
		})),
	};
}

/** Sentences of nine words, about six letters each. */
function prose(words: number): string {
	const sentence =
		"Routing and failover held up during another difficult week.";
	const list = Array.from({ length: Math.ceil(words / 9) }, () => sentence)
		.join(" ")
		.split(" ");
	return `${list.slice(0, words).join(" ").replace(/\.?$/, ".")}`;
}
