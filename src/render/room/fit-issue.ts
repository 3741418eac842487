import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { shortNameOf, toolsIn } from "../../issue/words/short-names.ts";

type Change = (issue: IssueContent) => IssueContent;

/**
 * What of an issue gives way where its message would be too long, first to last:
 * what a reader misses least, and finds behind a link. A verdict, a summary, a
 * quote and what an editor wrote never do, and a name stays whole in the summary.
 */
export const GIVING_WAY: readonly Change[] = [
	(issue) => fewerLinks(issue, 2),
	withoutPricesInBrief,
	withoutTaglines,
	withShortNames,
	withPriceAlone,
	withoutVotes,
	(issue) => fewerLinks(issue, 1),
];

/** The other links to further comparisons are counted. */
function fewerLinks(issue: IssueContent, kept: number): IssueContent {
	const more = issue.more.slice(0, kept);
	const left = issue.more.length - more.length;
	return { ...issue, more, moreUnlisted: issue.moreUnlisted + left };
}

function withoutPricesInBrief(issue: IssueContent): IssueContent {
	// The tools that a shared one met are told in a line, with their price.
	const grouped = new Set(
		issue.groups?.flatMap(({ others }) => others.map(({ slug }) => slug)),
	);
	const briefs = issue.briefs.map((pair) =>
		grouped.has(pair.slug)
			? pair
			: withTools(pair, (tool) => ({ ...tool, entryPrice: "" })),
	);
	return { ...issue, briefs };
}

function withoutTaglines(issue: IssueContent): IssueContent {
	return withLeadTools(issue, (tool) => ({ ...tool, tagline: "" }));
}

/** A summary has them whole. */
function withShortNames(issue: IssueContent): IssueContent {
	const tools = toolsIn([...issue.leads, ...issue.briefs]);
	const short = (tool: ToolContent) => ({
		...tool,
		name: shortNameOf(tool, tools),
	});
	return {
		...issue,
		leads: issue.leads.map((pair) => withTools(pair, short)),
		briefs: issue.briefs.map((pair) => withTools(pair, short)),
	};
}

/** Of the facts of a lead. What it is best for, and how its price is made up, are on its page. */
function withPriceAlone(issue: IssueContent): IssueContent {
	return withLeadTools(issue, (tool) => ({
		...tool,
		bestFor: "",
		category: "",
		...(tool.entryPrice.trim() !== "" && { pricing: "" }),
	}));
}

/** Last week's votes are on its page. */
function withoutVotes(issue: IssueContent): IssueContent {
	return { ...issue, voted: [] };
}

function withLeadTools(
	issue: IssueContent,
	change: (tool: ToolContent) => ToolContent,
): IssueContent {
	return {
		...issue,
		leads: issue.leads.map((pair) => withTools(pair, change)),
	};
}

function withTools(
	pair: ComparisonContent,
	change: (tool: ToolContent) => ToolContent,
): ComparisonContent {
	return { ...pair, left: change(pair.left), right: change(pair.right) };
}
