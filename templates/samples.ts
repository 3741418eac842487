import type {
	ComparisonContent,
	IssueContent,
} from "../src/issue/content/content.ts";
import type { Envelope } from "../src/issue/content/envelope.ts";
import type { Reader } from "../src/issue/content/reader.ts";
import {
	harbour,
	ledgerline,
	pebble,
	quill,
	switchyard,
	tallyho,
} from "./sample-tools.ts";

/* One issue, one envelope and some readers, with which tests and the studio show the templates. */

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
	lenses: {
		builder: {
			subject: "Builder: ship Switchyard and Pebble 7B",
			preheader:
				"82 and 85 points from the Builder. Also: two finance tools, and three more verdicts.",
		},
		skeptic: {
			subject: "Skeptic: ship Switchyard and Pebble 7B",
			preheader:
				"74 and 78 points from the Skeptic. Also: two finance tools, and three more verdicts.",
		},
		founder: {
			subject: "Founder: ship Switchyard, skip Pebble 7B",
			preheader:
				"78 and 52 points from the Founder. Also: two finance tools, and three more verdicts.",
		},
		futurist: {
			subject: "Futurist: ship Switchyard and Pebble 7B",
			preheader:
				"80 points each from the Futurist. Also: two finance tools, and three more verdicts.",
		},
	},
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
	voted: [
		{
			slug: pebble.slug,
			name: pebble.name,
			url: pebble.url,
			verdict: "ship",
			share: 81,
			ship: 34,
			skip: 8,
		},
		{
			slug: tallyho.slug,
			name: tallyho.name,
			url: tallyho.url,
			verdict: "skip",
			share: 55,
			ship: 11,
			skip: 9,
		},
	],
	moreUnlisted: 3,
	links: { home: `${site}/`, issue: `${site}/issues/12` },
	postalAddress: "Verdict Digest, 12 Example Street, 10115 Berlin, Germany",
};

const bookmarks: Reader["bookmarks"] = [
	ledgerline,
	switchyard,
	harbour,
	quill,
	tallyho,
].map((tool) => ({
	name: tool.name,
	url: tool.url,
	panel: tool.panel,
	change: tool.flip
		? `now ${tool.flip.to}, was ${tool.flip.from} · 48 points, was 66 · price from €25 to €29`
		: null,
	...(tool.flip && {
		headline: `is now a ${tool.flip.to}, was ${tool.flip.from} · 48 points, was 66 · price from €25 to €29`,
	}),
	news:
		tool === switchyard
			? {
					title: "Switchyard Inference Hub vs Pebble 7B",
					url: `${site}/c/switchyard-inference-hub-vs-pebble-7b`,
				}
			: null,
}));

/** The links of one reader, by the token that each of them ends with. */
function linksOf(token: string) {
	return {
		unsubscribeUrl: `${site}/unsubscribe/u1.${token}`,
		voteUrl: `${site}/vote/v1.${token}`,
		bookmarksUrl: `${site}/bookmarks/b1.${token}`,
		preferencesUrl: `${site}/preferences/p1.${token}`,
	};
}

export const sampleReader: Reader = {
	name: "Ana",
	address: "ana@example.com",
	lens: null,
	format: "full",
	bookmarks,
	bookmarksTotal: bookmarks.length,
	saved: [
		switchyard.slug,
		ledgerline.slug,
		tallyho.slug,
		harbour.slug,
		quill.slug,
	],
	votes: { [pebble.slug]: "ship", [ledgerline.slug]: "skip" },
	...linksOf("4Qm9xT0bVvK2s7Zr"),
};

/** No name, nothing saved. */
export const newReader: Reader = {
	name: null,
	address: "new@example.com",
	lens: null,
	format: "full",
	bookmarks: [],
	bookmarksTotal: 0,
	saved: [],
	votes: {},
	...linksOf("9Lr3eW6nYpH1c8Qd"),
};

/** Reads through the Skeptic's eyes. */
export const skepticReader: Reader = {
	...sampleReader,
	name: "Sten",
	address: "sten@example.com",
	lens: "skeptic",
};

/** Reads the digest in brief. */
export const briefReader: Reader = {
	...sampleReader,
	name: "Bea",
	address: "bea@example.com",
	format: "brief",
};

/** The most that a message can hold: twenty bookmarks shown of thirty-four. */
export const fullReader: Reader = {
	...sampleReader,
	name: "Zoë Łukasiewicz",
	bookmarks: Array.from({ length: 20 }, (_, index) => {
		const tool = bookmarks[
			index % bookmarks.length
		] as Reader["bookmarks"][number];
		return { ...tool, name: `${tool.name} ${index + 1}` };
	}),
	bookmarksTotal: 34,
};

/** Letters of every direction, and text that looks like markup, marks and replacement patterns. */
export const hostileReader: Reader = {
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
