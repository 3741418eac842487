import { REVIEWERS } from "../../catalog/panel.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	GroupContent,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";

const SITE = "https://proof.example.com";

/** A template may do something else with short and with long names. */
const NAMES = [
	"Tool",
	"Tool with a long name",
	"Tool with a name that is as long as the longest of other weeks, and then some more,",
	"T",
	"tool/with-an-identifier.that_has:no-spaces/and-goes-on-and-on",
];

/**
 * A made-up issue in which every text and number is another one, so that each
 * can be found wherever a template puts it.
 *
 * @param swapped every verdict is the other one, and nothing else differs
 */
export function proofIssue(swapped = false): IssueContent {
	let tools = 0;
	let words = 0;
	let numbers = 0;
	/** "Pricing qaaabz": each ends differently, so that a template that cuts it is found. */
	const word = (kind: string) => {
		const letters = [...(words++).toString(26).padStart(3, "0")].map((digit) =>
			String.fromCharCode(97 + Number.parseInt(digit, 26)),
		);
		return `${kind} q${letters.join("")}z`;
	};
	/** From 11 to 98. */
	const number = () => 11 + ((numbers++ * 3) % 88);

	const tool = (verdict: Verdict, flipped: boolean): ToolContent => {
		const said: Verdict = (verdict === "ship") === swapped ? "skip" : "ship";
		const other: Verdict = said === "ship" ? "skip" : "ship";
		const name = word(NAMES[tools % NAMES.length] ?? "Tool");
		const dissenter = tools++ % REVIEWERS.length;
		const slug = `tool-${tools}`;
		return {
			slug,
			name,
			url: `${SITE}/tools/${slug}`,
			tagline: word("Tagline that says what the tool is for"),
			category: word("Category"),
			pricing: word("Pricing"),
			entryPrice: word("Entry"),
			bestFor: word("Best"),
			description: word("Description"),
			panel: {
				ship: null,
				skip: null,
				share: number(),
				verdict: said,
				basis: "stated",
			},
			community: { share: number(), ship: null, skip: null },
			// One reviewer of each tool has another verdict than the panel.
			reviews: REVIEWERS.map((reviewer, at) => ({
				reviewer,
				score: number(),
				verdict: at === dissenter ? other : said,
				body: `${word("Review of the tool in one sentence")}.`,
			})),
			flip: flipped ? { from: other, to: said } : null,
		};
	};
	const comparison = (
		flipped: boolean,
		left = tool("ship", flipped),
	): ComparisonContent => {
		const right = tool("skip", false);
		const slug = `${left.slug}-vs-${right.slug}`;
		return {
			slug,
			title: `${left.name} vs ${right.name}`,
			url: `${SITE}/c/${slug}`,
			publishedAt: "2026-01-06T10:00:00.000Z",
			summary: `${word("Summary of a verdict in a sentence or two, as long as those of other weeks are,")}.`,
			left,
			right,
		};
	};
	/** A comparison with the tool that another one has, and the group of the two. */
	const together = (
		first: ComparisonContent,
	): {
		first: ComparisonContent;
		second: ComparisonContent;
		group: GroupContent;
	} => {
		const second = comparison(false, first.left);
		const line = () => `${word("Line on a tool that another one met")}.`;
		return {
			first,
			second,
			group: {
				slug: first.left.slug,
				title: `${first.left.name} vs two others`,
				summary: `${word("Summary of what the panel says of a tool that met two others")}.`,
				others: [first, second].map(({ slug }) => ({ slug, line: line() })),
			},
		};
	};
	const pairs = {
		leads: [comparison(true), comparison(false)],
		briefs: [comparison(true), comparison(false)],
	};
	const inFull = together(comparison(true));
	const inBrief = together(comparison(false));
	const link = () => {
		const title = word("More");
		const slug = title.toLowerCase().replaceAll(" ", "-");
		return { slug, title, url: `${SITE}/c/${slug}` };
	};
	return {
		number: 4711,
		publication: word("Publication"),
		dateLine: word("Date"),
		windowStart: "2026-01-01T00:00:00.000Z",
		windowEnd: "2026-01-08T00:00:00.000Z",
		subject: word("Subject"),
		preheader: word("Preheader"),
		lenses: {},
		intro: `${word("Intro")}.`,
		leads: [...pairs.leads, inFull.first, inFull.second],
		briefs: [...pairs.briefs, inBrief.first, inBrief.second],
		groups: [inFull.group, inBrief.group],
		more: [link(), link()],
		voted: [
			{
				slug: "voted",
				name: word("Voted"),
				url: `${SITE}/tools/voted`,
				verdict: "ship",
				share: number(),
				ship: 9,
				skip: 1,
			},
		],
		moreUnlisted: 7,
		links: { home: `${SITE}/`, issue: `${SITE}/issues/4711` },
		postalAddress: word("Address"),
	};
}
