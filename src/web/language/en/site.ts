import { html } from "hono/html";
import type {
	BrowseWords,
	ChangeWords,
	ComparisonWords,
	HomeWords,
	Standing,
	ToolWords,
} from "../site-words.ts";

export const home: HomeWords = {
	description:
		"Two AI tools side by side: what a panel of four reviewers would ship, what they would skip, and why.",
	weekly: (schedule) => `Collected into one email a week, ${schedule}.`,
	latestIssue: "The latest issue:",
	howDecided: "How the panel decides",
	latest: "Latest verdicts",
	earlier: "Earlier verdicts",
	all: "All comparisons",
	search: "Search all comparisons",
	searchButton: "Search",
	newest: (day) => html`Newest, ${day}`,
	none: "No comparison has been published yet.",
};

export const comparison: ComparisonWords = {
	breadcrumb: { name: "Breadcrumb", verdicts: "Verdicts", compare: "Compare" },
	kind: (day) => html`AI tool comparison, ${day}`,
	facts: {
		community: "Community",
		entryPrice: "Entry price",
		verdict: "Panel verdict",
		pricing: "Pricing",
		bestFor: "Best for",
		category: "Category",
	},
	decision: "Decision",
	scorecard: "Reviewer scorecard",
	noFigures: "The reviewers’ scores and verdicts are not given.",
	on: (tool) => html`on ${tool}`,
	related: "Related comparisons",
	beside: { name: "Other comparisons", earlier: "Earlier", later: "Later" },
};

export const tool: ToolWords = {
	tools: "Tools",
	reviews: "What the panel says",
	comparisons: "Comparisons",
};

/** "a ship (75%)" */
function call({ verdict, share }: Standing): string {
	if (verdict === null) return "without a verdict";
	return share === null ? `a ${verdict}` : `a ${verdict} (${share}%)`;
}

const known = (share: number | null) =>
	share === null ? "no known share" : `${share}% panel ship`;
const begun = (day: string | null) => (day === null ? " now" : ` since ${day}`);

export const changes: ChangeWords = {
	heading: "Changed since it was mailed.",
	verdict: (of, was, is, { on, since }) =>
		html`${of} was ${call(was)} on ${on}; ${call(is)}${begun(since)}.`,
	share: (of, was, is, { on, since }) =>
		html`${of} had ${known(was)} on ${on}; ${known(is)}${begun(since)}.`,
	price: (of, was, is, { on, since }) =>
		html`The entry price of ${of} was ${was ?? "not given"} on ${on}; ${is ?? "not given"}${begun(since)}.`,
	history: "History",
	now: "Now",
	standing: (said, score, price) =>
		html`${said}${score === null ? "" : `, ${score}/100 on average`}. Entry price: ${price}`,
};

export const browse: BrowseWords = {
	comparisons: {
		title: "All comparisons",
		description: "Every comparison of two AI tools, with the panel’s verdicts.",
		list: "Comparisons",
		more: "Earlier comparisons",
	},
	tools: {
		title: "All tools",
		description:
			"Every AI tool that the panel has looked at, with its verdict.",
		list: "Tools",
		more: "More tools",
	},
	search: "Search",
	category: "Category",
	verdict: "Verdict",
	all: "All",
	show: "Show",
	showAll: "Show all",
	pairs: {
		"both-ship": "Ship both",
		"one-ships": "Ship one, skip one",
		"both-skip": "Skip both",
	},
	nothing: (searched) =>
		html`Nothing fits${searched === null ? "" : html` “${searched}”`}.`,
};
