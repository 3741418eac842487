import { beforeAll, describe, expect, test } from "vitest";
import type { IssueContent } from "../../../src/issue/content/content.ts";
import {
	anonymousReader,
	type Reader,
} from "../../../src/issue/content/reader.ts";
import { parseTemplate } from "../../../src/render/weekly/parse-template.ts";
import {
	briefReader,
	fullReader,
	newReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { issueOf, withTool } from "../issues.ts";
import { renderer } from "../sample.ts";

async function htmlOf(issue: IssueContent, reader: Reader = sampleReader) {
	const compiled = await renderer.compile(issue);
	return renderer.open(compiled, sampleEnvelope).html(reader);
}

let html: string;
beforeAll(async () => {
	html = await htmlOf(sampleIssue);
});

describe("the size of the HTML", () => {
	const kilobytes = async (issue: IssueContent, reader = fullReader) =>
		Buffer.byteLength(await htmlOf(issue, reader)) / 1000;

	test("is at most 60 KB with three full comparisons and twenty bookmarks", async () => {
		const issue = issueOf({ words: 90, briefs: 0 });
		expect(await kilobytes(issue)).toBeLessThan(60);
		expect(await kilobytes(sampleIssue)).toBeLessThan(60);
	});

	test("grows by at most 13 KB with a full comparison of which nothing gives way", async () => {
		const issue = issueOf({ words: 90, briefs: 0 });
		const fewer = { ...issue, leads: issue.leads.slice(0, 2) };
		const whole = async (one: IssueContent) => {
			const compiled = await renderer.compile(one, { whole: true });
			const open = renderer.open(compiled, sampleEnvelope);
			return Buffer.byteLength(open.html(fullReader)) / 1000;
		};
		const difference = (await whole(issue)) - (await whole(fewer));
		expect(difference).toBeGreaterThan(5);
		expect(difference).toBeLessThan(13);
	});

	test("grows by at most 340 bytes with a bookmark", async () => {
		const added =
			Buffer.byteLength(await htmlOf(sampleIssue, fullReader)) -
			Buffer.byteLength(await htmlOf(sampleIssue, newReader));
		expect(added / 20).toBeLessThan(340);
	});

	test("is at most 95 KB with twelve comparisons, however long their reviews are", async () => {
		const issue = issueOf({ words: 600, briefs: 9 });
		expect(await kilobytes(issue)).toBeLessThan(95);
		expect(await htmlOf(issue)).toContain(
			`<a href="${sampleIssue.leads[0]?.url}">All reviews in full</a>`,
		);
	});
});

describe("what is not known", () => {
	const unknown = {
		panel: {
			verdict: null,
			share: null,
			ship: null,
			skip: null,
			basis: "unknown" as const,
		},
		community: null,
		pricing: "",
		entryPrice: "",
		bestFor: "",
	};

	test("is called unknown, and is never shown as 0 or as a verdict", async () => {
		const issue = withTool({
			...unknown,
			name: "Nothing Known",
			reviews: [
				{ reviewer: "skeptic", score: null, verdict: null, body: "Words." },
			],
		});
		const first = (await htmlOf({ ...issue, briefs: [] })).split(
			'<div class="lead" id="story-1">',
		)[1];
		const [, leftCard = ""] =
			first?.split('<td class="card" width="48%" valign="top">') ?? [];
		expect(leftCard).toContain("? Not given");
		expect(leftCard).not.toMatch(/class="bar"|fill-/);
		expect(leftCard.replace(/<[^>]*>/g, " ")).not.toMatch(/Ship|Skip|%|\b0/);
		expect(first).toMatch(
			/<b>Price<\/b> not given <i>vs<\/i> <bdi>Free, open weights/,
		);
		expect(first).toContain('aria-label="score and verdict not given"');
		const alone = withTool({
			...unknown,
			reviews: [
				{ reviewer: "skeptic", score: null, verdict: null, body: "Words." },
			],
		});
		const [pair] = alone.leads;
		if (!pair) throw new Error("the sample has a lead");
		const both = await htmlOf({
			...alone,
			leads: [{ ...pair, right: { ...pair.left, slug: "other" } }],
		});
		expect(both).toContain("Scores and verdicts of the reviewers not given");
		expect(both).toContain('“Words.”</bdi><br><span class="note">Skeptic on');
	});

	test("leaves what is known of a review: a score without a verdict, or a verdict without a score", async () => {
		const issue = withTool({
			reviews: [
				{ reviewer: "builder", score: 0, verdict: null, body: "" },
				{ reviewer: "skeptic", score: null, verdict: "skip", body: "" },
			],
		});
		const [, table = ""] = (await htmlOf(issue)).split(
			'aria-label="Scorecard"',
		);
		const rows = table.split("<tr><th ");
		const cellOf = (row = "") => row.split("<td ")[1];
		expect(cellOf(rows[1])).toContain('<span class="score">0</span> </td>');
		expect(cellOf(rows[2])).toMatch(
			/<span class="score" role="img" aria-label="score not given">—<\/span> <b[^>]*>× Skip/,
		);
		expect(cellOf(rows[3])).toContain(
			'aria-label="score and verdict not given">—<',
		);
	});

	test("is not a share of 0, which is drawn as an empty bar", async () => {
		const panel = {
			verdict: "skip",
			share: 0,
			ship: 0,
			skip: 4,
			basis: "reviews",
		} as const;
		const page = await htmlOf(withTool({ panel }));
		expect(page).toMatch(
			/<span class="share">0%<\/span><\/td><\/tr><\/table><table class="bar"[^>]*><tr><td class="fill-rest"/,
		);
	});
});

describe("what is the reader's own", () => {
	test("reviewer comes first: with verdict and words in the duel, with the score in the calls, and in the scorecard", async () => {
		const lensed = await htmlOf(sampleIssue, {
			...sampleReader,
			lens: "futurist",
		});
		const [head = "", duel = ""] = lensed.split('<table class="duel"');
		expect(head).toMatch(/align="right">Futurist<.*?>80<.*?>\+ Ship</);
		expect(duel).toMatch(
			/^[^“]*<span class="note">Futurist<\/span><br><b[^>]*>\+ Ship<\/b> <span class="share">80<\/span>/,
		);
		expect(duel).toMatch(
			/^.*?“What matters then is who holds the traffic data/,
		);
		expect(duel).toMatch(/<p class="note">Panel: <b[^>]*>\+ Ship/);
		expect(lensed).toMatch(
			/aria-label="Scorecard".*?<tbody><tr><th class="who" scope="row"[^>]*>Futurist</,
		);
	});

	test("reviewer is replaced by the panel where they said nothing of a tool", async () => {
		const silent = withTool({ reviews: [] });
		const lensed = await htmlOf(silent, { ...sampleReader, lens: "builder" });
		const [, duel = ""] = lensed.split('<table class="duel"');
		const [left = "", right = ""] = duel.split("<td></td>");
		expect(left).toMatch(/>\+ Ship<\/b> <span class="share">100%</);
		expect(left).not.toContain("Builder");
		expect(right).toContain('<span class="note">Builder</span>');
	});

	test("mail has the scanner trap once, before the other votes, and it is neither on the web nor in the text", async () => {
		const open = renderer.open(
			await renderer.compile(sampleIssue),
			sampleEnvelope,
		);
		for (const reader of [sampleReader, briefReader]) {
			const mail = open.html(reader);
			expect(mail.split("vote=control")).toHaveLength(2);
			expect(mail).toMatch(
				/<div aria-hidden="true" style="display:none[^"]*"><a href="[^"]*&amp;vote=control"[^>]* tabindex="-1"[^>]*><\/a><\/div>/i,
			);
			const first = mail.indexOf("&amp;vote=");
			expect(mail.indexOf("&amp;vote=control")).toBe(first);
			expect(open.text(reader)).not.toContain("control");
			expect(open.html({ ...reader, ...anonymousReader })).not.toContain(
				"vote=control",
			);
		}
	});

	test("vote is marked, and the other one can still be cast, but not on the web", async () => {
		const ballots = (reader: Reader) =>
			htmlOf(sampleIssue, reader).then((page) =>
				(page.split('class="duel ballots"')[1] ?? "")
					.split("</table><p")[0]
					?.replace(/<[^a][^>]*>/g, "|")
					.replace(/\|+/g, "|"),
			);
		const voting = (verdict?: "ship" | "skip") =>
			ballots({
				...sampleReader,
				votes: verdict ? { "switchyard-inference-hub": verdict } : {},
			});
		expect(await voting()).toMatch(/Ship it\|.*Skip it\|/);
		expect(await voting("ship")).toMatch(
			/: ship\|\+ Ship\|.*&amp;vote=skip"[^>]*>\|Skip it\|/,
		);
		expect(await voting("skip")).toMatch(/: skip\|<a.*>\|Ship it\|.*× Skip\|/);
		expect(await htmlOf(sampleIssue, anonymousReader)).not.toContain("Ship it");
	});

	test("leads to the web, and its copy there does not lead to itself", async () => {
		expect(await htmlOf(sampleIssue, fullReader)).toContain("View in browser");
		const web = await htmlOf(sampleIssue, anonymousReader);
		expect(web).not.toContain("View in browser");
		expect(web).toContain(sampleIssue.dateLine);
	});
});

test("the verdicts of the week are counted with each tool once", () => {
	expect(html).toMatch(/\+ 3 ship<.*>1 not known<.*>× 2 skip</);
});

test("a flip is shown", () => {
	expect(html).toContain(">now skip, was ship</p>");
});

test("community votes are shown, and their absence is too", () => {
	expect(html).toContain("62&#37; ship · 50 votes");
	expect(html).toContain("no votes yet");
});

test("nothing is fetched: no image, no script, no font, and no url except in links", async () => {
	for (const reader of [sampleReader, fullReader, newReader, anonymousReader]) {
		const page = await htmlOf(sampleIssue, reader);
		expect(page).not.toMatch(
			/\s(?:src|background|srcset|action|poster|data)\s*=|url\(|@import|@font-face|<(?:link|img|script|iframe|object|form|input|svg|video)\b/i,
		);
		const addresses = page.match(/\bhttps?:[^"'\s<)]*/g) ?? [];
		const links =
			page.match(/<a (?:class="\w+" )?href="(https?:[^"]*)"/g) ?? [];
		expect(addresses).toHaveLength(links.length);
		expect(addresses.length).toBeGreaterThan(20);
		expect(page).not.toContain("fonts.googleapis.com");
	}
});

describe("the structure of the HTML", () => {
	test("has language and direction on the document and on the article", () => {
		expect(html).toMatch(/<html lang="en" dir="ltr"/);
		expect(html).toMatch(/<div[^>]* role="article"[^>]* lang="en" dir="ltr">/);
		expect(html).toContain(`<title>${sampleIssue.subject}</title>`);
	});

	test("has one h1, and an h2 for each comparison", () => {
		expect(html.match(/<h1[ >]/g)).toHaveLength(1);
		for (const { left, right } of sampleIssue.leads)
			expect(html).toMatch(
				new RegExp(
					`<h2><a[^>]*><bdi>${left.name}</bdi> <i>vs</i> <bdi>${right.name}</bdi></a></h2>`,
				),
			);
	});

	test("has only tables with the role presentation, or with headers that have a scope", () => {
		const tables = html.match(/<table[^>]*>/g) ?? [];
		const data = tables.filter((table) => table.includes('class="data'));
		expect(data).toHaveLength(4);
		for (const table of tables)
			expect(table.includes('role="presentation"')).toBe(!data.includes(table));
		for (const header of html.match(/<th[ >][^>]*>?/g) ?? [])
			expect(header).toMatch(/scope="(?:row|col|rowgroup)"/);
	});

	test("declares dark mode, also for Outlook", () => {
		expect(html).toContain('<meta name="color-scheme" content="light dark">');
		expect(html).toContain("@media (prefers-color-scheme:dark){");
		expect(html).toContain("[data-ogsc] ");
		expect(html).toContain(
			"[data-ogsb] .sheet{background-color:#1c1a17!important}",
		);
	});

	test("has the preheader, hidden, with blank columns after it that the inbox shows instead of the masthead", () => {
		const hidden =
			/<div style="display:none;max-height:0;overflow:hidden">(.*?)<\/div>/u;
		const [, shown = ""] = hidden.exec(html) ?? [];
		expect(shown.startsWith(sampleIssue.preheader)).toBe(true);
		const padding = shown.slice(sampleIssue.preheader.length);
		expect(padding.replaceAll("\u034F\u200C\u00A0", "")).toBe("");
		const columns = shown.replaceAll("\u034F", "").replaceAll("\u200C", "");
		expect(columns.length).toBeGreaterThan(150);
		expect(Buffer.byteLength(padding)).toBeLessThan(1024);
	});

	test("is well-formed for any kind of reader and issue", async () => {
		const thin = {
			...sampleIssue,
			leads: [],
			briefs: [],
			more: [],
			moreUnlisted: 0,
		};
		for (const issue of [sampleIssue, thin])
			for (const reader of [
				sampleReader,
				fullReader,
				newReader,
				anonymousReader,
			]) {
				const page = (await htmlOf(issue, reader)).replace(
					"<!doctype html>",
					"",
				);
				expect(parseTemplate("mail", page).children.length).toBeGreaterThan(0);
			}
	});
});

test("empty sections are left out", async () => {
	const thin = { ...sampleIssue, briefs: [], more: [], moreUnlisted: 0 };
	const page = await htmlOf(thin);
	expect(page).not.toMatch(/In brief|More this week|on the site/);
	const one = { ...sampleIssue, moreUnlisted: 0 };
	expect(await htmlOf(one)).not.toContain("on the site");
});

test("content that looks like markup stays text", async () => {
	const evil = `<img src=x onerror="alert(1)">{issue.intro}&amp;'"`;
	const issue = withTool({
		name: evil,
		tagline: evil,
		pricing: evil,
		reviews: [{ reviewer: "builder", score: 1, verdict: "ship", body: evil }],
	});
	const page = await htmlOf({
		...issue,
		subject: evil,
		preheader: evil,
		intro: evil,
		publication: evil,
		postalAddress: evil,
	});
	expect(page).not.toContain("<img");
	expect(page).toContain(
		"&lt;img src=x onerror=&quot;alert(1)&quot;&gt;{issue.intro}&amp;amp;&#39;&quot;",
	);
});

test("a comparison with a url that is a script is refused", async () => {
	await expect(
		htmlOf(withTool({ url: "javascript:alert(1)" })),
	).rejects.toMatchObject({ code: "bad-url" });
});

test("the same issue compiles to the same JSON", async () => {
	const first = JSON.stringify(await renderer.compile(sampleIssue));
	expect(JSON.stringify(await renderer.compile(sampleIssue))).toBe(first);
});
