import fc from "fast-check";
import { type PanelVerdict, REVIEWERS } from "../../src/catalog/panel.ts";
import type { Verdict } from "../../src/db/catalog-tables.ts";
import type { Format } from "../../src/db/subscriber-tables.ts";
import type { BookmarkedTool, Reader } from "../../src/issue/content/reader.ts";
import { sampleIssue } from "../../templates/samples.ts";

/** Names as people have them, and as attackers write them. */
const name = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 60 }),
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.string({
		unit: fc.constantFrom(
			..."العربيةעבריתहिन्दी中文日本語한국어ไทยΕλληνικάКириллица👩‍🚀🏳️‍🌈",
		),
		maxLength: 40,
	}),
	fc.string({
		unit: fc.constantFrom(
			"%",
			"slot:",
			"name",
			"$&",
			'"',
			"<",
			"\u200F",
			"\u202E",
			"=",
			"\r\n",
			".",
		),
		maxLength: 30,
	}),
	fc.constantFrom(
		"%%slot:address%%",
		"%%slot:percent%%",
		"$& $1 $$ $`",
		`"><script>alert(1)</script>`,
		"Ana\r\nBcc: evil@example.com",
		".\r\n.",
		"From here on",
		"\u202Eevil\u202C فاطمة שלום",
		"王小明 👩‍👩‍👧‍👦 é e\u0301",
		"a%%slot:name",
		"trailing  ",
		"=3D =\n",
		"x".repeat(1000),
	),
);

const panel: fc.Arbitrary<PanelVerdict> = fc.oneof(
	fc.nat(4).map(
		(ship): PanelVerdict => ({
			verdict: ship >= 2 ? "ship" : "skip",
			share: ship * 25,
			ship,
			skip: 4 - ship,
			basis: "reviews",
		}),
	),
	fc.nat(100).map(
		(share): PanelVerdict => ({
			verdict: share >= 50 ? "ship" : "skip",
			share,
			ship: null,
			skip: null,
			basis: "stated",
		}),
	),
	fc.constant<PanelVerdict>({
		verdict: null,
		share: null,
		ship: null,
		skip: null,
		basis: "unknown",
	}),
);

const url = fc
	.tuple(fc.domain(), fc.string({ unit: "grapheme", maxLength: 12 }))
	.map(
		([domain, tail]) =>
			`https://${domain}/tools/${encodeURIComponent(tail.toWellFormed())}?a=1&b='2'`,
	);

const tool: fc.Arbitrary<BookmarkedTool> = fc.record({
	name,
	url,
	panel,
	change: fc.option(
		fc.constantFrom("now skip, was ship", "now ship, was skip"),
	),
	news: fc.option(fc.record({ title: name, url })),
});

/** A bookmark that changed says so as a sentence too, but not in what earlier versions kept. */
const bookmark = fc
	.tuple(tool, fc.boolean())
	.map(([one, isEarlier]) =>
		one.change === null || isEarlier
			? one
			: { ...one, headline: "is now a skip, was ship · 61 points, was 78" },
	);

const away = fc.record({
	flips: fc.array(tool, { maxLength: 5 }),
	more: fc.nat(9),
	issuesUrl: fc.constant("https://digest.example.com/issues"),
});

const SLUGS = [...sampleIssue.leads, ...sampleIssue.briefs].flatMap((pair) => [
	pair.left.slug,
	pair.right.slug,
]);

/** Any subscriber: named or not, of any lens and format, with up to twenty-five bookmarks, and any votes. */
export const anyReader: fc.Arbitrary<Reader> = fc
	.record({
		name: fc.option(name),
		lens: fc.option(fc.constantFrom(...REVIEWERS)),
		format: fc.constantFrom<Format[]>("full", "brief"),
		saved: fc.subarray([...new Set(SLUGS)]),
		votes: fc.dictionary(
			fc.constantFrom(...SLUGS, "constructor", "unknown"),
			fc.constantFrom<Verdict[]>("ship", "skip"),
		),
		bookmarks: fc.array(bookmark, { maxLength: 25 }),
		away: fc.option(away, { nil: undefined }),
		more: fc.nat(30),
		token: fc.base64String({ maxLength: 40 }),
	})
	.map(({ bookmarks, more, token, away, ...choices }) => ({
		...choices,
		...(away && { away }),
		address: "reader+x@example.com",
		bookmarks,
		bookmarksTotal: bookmarks.length + more,
		unsubscribeUrl: link("unsubscribe", token),
		voteUrl: link("vote", token),
		bookmarksUrl: link("bookmarks", token),
		preferencesUrl: link("preferences", token),
	}));

function link(page: string, token: string): string {
	return `https://digest.example.com/${page}/${encodeURIComponent(token)}`;
}
