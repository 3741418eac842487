import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../../src/issue/content/content.ts";

/** An issue with one comparison in full, between tools of these names. */
export function issueContent(
	change: Partial<IssueContent> = {},
	names: [string, string] = ["Quillmark", "Draftsmith"],
): IssueContent {
	return {
		number: 7,
		publication: "Weekly AI Tool Verdicts",
		dateLine: "24 November 2026",
		windowStart: "2026-11-17T05:00:00.000Z",
		windowEnd: "2026-11-24T05:00:00.000Z",
		subject: `Ship ${names[0]}, skip ${names[1]}`,
		preheader: "The panel is of one mind about one of them only.",
		intro: "Two writing tools met the panel this week.",
		leads: [comparison(names)],
		briefs: [],
		more: [],
		lenses: {},
		voted: [],
		moreUnlisted: 0,
		links: {
			home: "http://localhost:8080/",
			issue: "http://localhost:8080/issues/7",
		},
		postalAddress: "1 Example Street, Exampleton",
		...change,
	};
}

function comparison([left, right]: [string, string]): ComparisonContent {
	return {
		slug: "quillmark-vs-draftsmith",
		title: `${left} vs ${right}`,
		url: "http://localhost:8080/c/quillmark-vs-draftsmith",
		publishedAt: "2026-11-20T10:00:00.000Z",
		summary: `${left} ships with three of four; ${right} does not.`,
		left: tool(left, 75),
		right: tool(right, 25),
	};
}

function tool(name: string, share: number): ToolContent {
	const slug = name.toLowerCase().replace(/\W+/g, "-");
	return {
		slug,
		name,
		url: `http://localhost:8080/tools/${slug}`,
		tagline: "Writes with you",
		category: "Writing",
		pricing: "Freemium",
		entryPrice: "$12 a month",
		bestFor: "Teams that publish weekly",
		description: "An editor with a second pair of eyes.",
		panel: {
			verdict: share >= 50 ? "ship" : "skip",
			share,
			ship: share / 25,
			skip: 4 - share / 25,
			basis: "reviews",
		},
		community: null,
		reviews: [],
		flip: null,
	};
}
