import type { ComparisonContent, IssueContent } from "../src/issue/content.ts";
import type { Envelope, Reader } from "../src/render/renderer.ts";
import {
	harbour,
	ledgerline,
	pebble,
	quill,
	switchyard,
	tallyho,
} from "./sample-tools.ts";

/*
 * One issue, one envelope and some readers: what the templates are
 * looked at with, in tests and in the studio.
 */

const site = "https://digest.example.com";

function comparison(
	left: ComparisonContent["left"],
	right: ComparisonContent["right"],
	summary: string,
): ComparisonContent {
	const slug = `${left.slug}-vs-${right.slug}`;
	return {
		slug,
		title: `${left.name} vs ${right.name}`,
		url: `${site}/c/${slug}`,
		publishedAt: "2026-11-19T10:00:00.000Z",
		summary,
		left,
		right,
	};
}

export const sampleIssue: IssueContent = {
	number: 12,
	publication: "Weekly AI Tool Verdicts",
	dateLine: "24 November 2026",
	windowStart: "2026-11-17T05:00:00.000Z",
	windowEnd: "2026-11-24T05:00:00.000Z",
	subject: "Switchyard ships, Ledgerline loses the panel",
	preheader:
		"A clean sweep for one gateway, two finance tools that stumble, and a small model with manners.",
	intro:
		"Three close looks this week, one of them a change of heart, and two more in brief.",
	leads: [
		comparison(
			switchyard,
			pebble,
			"Switchyard Inference Hub wins the whole panel; Pebble 7B convinces three of four, with the founder against.",
		),
		comparison(
			ledgerline,
			tallyho,
			"The panel skips both: neither Ledgerline Copilot nor TallyHo finds more than one reviewer to ship it.",
		),
		comparison(
			harbour,
			pebble,
			"Harbour Providers v2 and Pebble 7B both ship at 75%; how Harbour’s four reviewers split is not given.",
		),
	],
	briefs: [
		comparison(
			switchyard,
			harbour,
			"Both ship; Switchyard has all four reviewers behind it, Harbour 75% of its panel.",
		),
		comparison(
			quill,
			tallyho,
			"TallyHo is skipped 3 to 1; the panel’s verdict on Quill Notes is not given.",
		),
	],
	more: [
		{
			slug: "pebble-7b-vs-quill-notes",
			title: "Pebble 7B vs Quill Notes",
			url: `${site}/c/pebble-7b-vs-quill-notes`,
		},
		{
			slug: "harbour-providers-v2-vs-tallyho",
			title: "Harbour Providers v2 vs TallyHo",
			url: `${site}/c/harbour-providers-v2-vs-tallyho`,
		},
	],
	moreUnlisted: 3,
	links: { home: `${site}/`, issue: `${site}/issues/12` },
	postalAddress: "Verdict Digest, 12 Example Street, 10115 Berlin, Germany",
};

const shelf: Reader["shelf"] = [
	ledgerline,
	switchyard,
	harbour,
	quill,
	tallyho,
].map((tool) => ({
	name: tool.name,
	url: tool.url,
	panel: tool.panel,
	change: tool.flip ? `now ${tool.flip.to}, was ${tool.flip.from}` : null,
}));

export const sampleReader: Reader = {
	name: "Ana",
	address: "ana@example.com",
	shelf,
	shelfTotal: shelf.length,
	unsubscribeUrl: `${site}/unsubscribe/u1.4Qm9xT0bVvK2s7Zr`,
};

/** Nobody's name, nothing saved. */
export const newReader: Reader = {
	name: null,
	address: "new@example.com",
	shelf: [],
	shelfTotal: 0,
	unsubscribeUrl: `${site}/unsubscribe/u1.9Lr3eW6nYpH1c8Qd`,
};

/** The most that a message can hold: twenty bookmarks shown of thirty-four. */
export const fullReader: Reader = {
	...sampleReader,
	name: "Zoë Łukasiewicz",
	shelf: Array.from({ length: 20 }, (_, index) => {
		const tool = shelf[index % shelf.length] as Reader["shelf"][number];
		return { ...tool, name: `${tool.name} ${index + 1}` };
	}),
	shelfTotal: 34,
};

/** Letters of every direction, and text that looks like markup, marks and replacement patterns. */
export const strangeReader: Reader = {
	...sampleReader,
	name: `فاطمة "Tim" <b>O'Neil</b> %%slot:address%% $& 王小明 👩‍🚀`,
	address: "o'neil+digest@example.com",
};

export const sampleEnvelope: Envelope = {
	from: { name: "Weekly AI Tool Verdicts", address: "digest@example.com" },
	replyTo: "editors@example.com",
	date: "2026-11-24T08:00:00.000Z",
	listId: "weekly.digest.example.com",
	archiveUrl: `${site}/issues`,
	issueNumber: 12,
};
