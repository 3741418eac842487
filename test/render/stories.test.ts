import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { REVIEWERS } from "../../src/catalog/panel.ts";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { groupsOf } from "../../src/issue/content/groups.ts";
import { visibleText } from "../../src/preflight/checks/dom.ts";
import { parseDocument } from "../../src/preflight/checks/html-tree.ts";
import { quotesFrom } from "../../src/render/quotes.ts";
import { storiesOf } from "../../src/render/stories.ts";
import {
	newReader,
	sampleEnvelope,
	sampleIssue,
} from "../../templates/samples.ts";
import { tool } from "../support/content.ts";
import { issueOf } from "./issues.ts";
import { renderer } from "./sample.ts";
import { filledUp, weekIssue } from "./week-issues.ts";
import { WEEKS } from "./weeks.ts";

/** The sample with what its comparisons share told together, as an issue is composed. */
const together: IssueContent = {
	...sampleIssue,
	groups: groupsOf([...sampleIssue.leads, ...sampleIssue.briefs]),
};

async function copyOf(issue: IssueContent) {
	const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
	return { html: open.html(newReader), text: open.text(newReader) };
}

const wordsOf = (text: string) =>
	text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

describe("a mail of three leads and two briefs, with reviews of ninety words", () => {
	let copy: { html: string; text: string };
	beforeAll(async () => {
		copy = await copyOf(issueOf({ words: 90, briefs: 2 }));
	});

	test("has at most 45 KB of HTML and 9 KB of text", () => {
		expect(Buffer.byteLength(copy.html)).toBeLessThan(45_000);
		expect(Buffer.byteLength(copy.text)).toBeLessThan(9_000);
	});

	test("has at most 900 words in each part, and says how many minutes they take", () => {
		const words = wordsOf(visibleText(parseDocument(copy.html)));
		expect(words).toBeGreaterThan(400);
		expect(words).toBeLessThan(900);
		expect(wordsOf(copy.text)).toBeLessThan(900);
		const [, minutes = "0"] = /(\d+) min read/.exec(copy.html) ?? [];
		expect(Number(minutes) * 220).toBeGreaterThan(words - 220);
		expect(Number(minutes) * 220).toBeLessThan(words + 220);
		expect(copy.text).toContain(`${minutes} min read`);
	});
});

describe.each(Object.keys(WEEKS))(
	"the made-up week “%s”, filled up to three leads and five briefs,",
	(week) => {
		test("has at most 900 words in each part, 45 KB of HTML and 9 KB of text, in English and German", async () => {
			const issue = weekIssue(week, filledUp(week, 8));
			const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
			for (const language of ["en", "de"] as const)
				for (const lens of [null, "skeptic"] as const) {
					const reader = { ...newReader, lens, language };
					const [html, text] = [open.html(reader), open.text(reader)];
					expect(Buffer.byteLength(html)).toBeLessThan(45_000);
					expect(Buffer.byteLength(text)).toBeLessThan(9_000);
					const shown = visibleText(parseDocument(html));
					expect(wordsOf(shown)).toBeLessThan(900);
					expect(wordsOf(text)).toBeLessThan(900);
					expect(`${shown}${text}`).not.toMatch(/undefined|NaN|\[object/);
				}
		});
	},
);

test("each link to a part on the web has its anchor on the issue’s page, and each anchor is there once", async () => {
	for (const [issue, parts] of [
		[sampleIssue, ["story-1", "brief", "voted", "more"]],
		[together, ["story-1", "voted", "more"]],
	] as const) {
		const { html, text } = await copyOf(issue);
		const anchors = [
			...html.matchAll(/href="[^"]*\/issues\/12#([\w-]+)"/g),
		].map(([, anchor]) => anchor);
		expect(anchors).toEqual(parts);
		for (const anchor of anchors) {
			expect(html.split(` id="${anchor}"`)).toHaveLength(2);
			expect(text).toContain(`/issues/12#${anchor}\n`);
		}
	}
});

describe("a tool that several comparisons share", () => {
	test("is told once, with its buttons and facts, and every other tool has its line, verdict and link", async () => {
		const { html, text } = await copyOf(together);
		expect(together.groups?.length).toBeGreaterThan(0);
		for (const { slug, summary, others } of together.groups ?? []) {
			expect(html.split(`tool=${slug}&amp;vote=ship`)).toHaveLength(2);
			const shown = visibleText(parseDocument(html));
			expect(shown).toContain(summary);
			for (const { slug: pair, line } of others) {
				expect(shown).toContain(line);
				expect(text.replace(/\s+/g, " ")).toContain(line);
				for (const part of [html, text]) expect(part).toContain(`/c/${pair}`);
			}
		}
	});

	test("is one call of the brief digest too, with every verdict, link and vote, a note where it belongs, and a sentence on all", async () => {
		const [first, ...others] = together.briefs;
		const note = {
			paragraphs: [[{ text: "We asked twice." }]],
			signed: null,
		};
		const noted = {
			...together,
			briefs: first ? [{ ...first, note }, ...others] : [],
		};
		const compiled = await renderer.compile(noted);
		const open = renderer.open(compiled, sampleEnvelope);
		for (const lens of [null, ...REVIEWERS]) {
			const reader = { ...newReader, format: "brief" as const, lens };
			const [html, text] = [open.html(reader), open.text(reader)];
			const shown = visibleText(parseDocument(html));
			const unwrapped = text.replace(/\s+/g, " ");
			for (const { left, right, url } of [...noted.leads, ...noted.briefs])
				for (const part of [html, text]) {
					expect(part).toContain(url);
					for (const { slug } of [left, right])
						expect(part).toContain(`?tool=${slug}`);
				}
			for (const words of [shown, unwrapped])
				expect(words.split("We asked twice.")).toHaveLength(2);
			for (const { slug, summary, others } of noted.groups ?? []) {
				expect(html).toContain(`/tools/${slug}"`);
				if (lens === null)
					for (const words of [shown, unwrapped])
						expect(words).toContain(summary);
				expect(others.length).toBeGreaterThan(1);
			}
		}
		const skeptics = open.text({
			...newReader,
			format: "brief",
			lens: "skeptic",
		});
		expect(skeptics.replace(/\s+/g, " ")).toMatch(
			/The Skeptic would \w+ .* \(\d+ points\)[^.]* (?:it met|they met)[^.]*\./,
		);
	});

	test("is not told together in an issue that an earlier version sealed", () => {
		const { leads, briefs } = storiesOf(sampleIssue);
		expect(leads.map(({ comparison }) => comparison)).toEqual(
			sampleIssue.leads,
		);
		expect(briefs.every(({ group }) => group === null)).toBe(true);
	});

	test("loses no comparison: each is a story, or in the group of one", () => {
		const all = [...sampleIssue.leads, ...sampleIssue.briefs];
		fc.assert(
			fc.property(fc.subarray(all), fc.nat(all.length), (chosen, cut) => {
				const leads = chosen.slice(0, cut);
				const briefs = chosen.slice(cut);
				const stories = storiesOf({ leads, briefs, groups: groupsOf(chosen) });
				const told = [...stories.leads, ...stories.briefs].flatMap(
					({ comparison, group }) =>
						group
							? group.others.map((other) => other.comparison)
							: [comparison],
				);
				expect(told.toSorted(bySlug)).toEqual(chosen.toSorted(bySlug));
				// A group with a lead is told in full.
				for (const { comparison, group } of stories.briefs)
					for (const one of group?.others ?? [{ comparison }])
						expect(leads).not.toContain(one.comparison);
			}),
		);
	});
});

function bySlug(a: { slug: string }, b: { slug: string }): number {
	return a.slug < b.slug ? -1 : 1;
}

describe("the quotes of a comparison", () => {
	const votes = fc.stringMatching(/^[+?-]{4}$/);
	const pair = fc
		.tuple(votes, votes, fc.array(fc.nat(100), { minLength: 8, maxLength: 8 }))
		.map(([a, b, scores]) => [
			tool("A", a, { scores: scores.slice(0, 4) }),
			tool("B", b, { scores: scores.slice(4) }),
		]);

	test("are one for and one against wherever somebody says so, on two tools if they can be, each the strongest there", () => {
		fc.assert(
			fc.property(pair, (tools) => {
				const [first, second] = quotesFrom(tools, null);
				const all = tools.flatMap((tool) =>
					tool.reviews.map((review) => ({ tool, review })),
				);
				const said = (verdict: string) =>
					all.filter(({ review }) => review.verdict === verdict);
				if (said("ship").length === 0 || said("skip").length === 0) return;
				expect(first?.review.verdict).toBe("ship");
				expect(second?.review.verdict).toBe("skip");
				const canBeTwo = said("ship").some((one) =>
					said("skip").some(({ tool }) => tool !== one.tool),
				);
				expect(first?.tool !== second?.tool).toBe(canBeTwo);
				const scores = (verdict: string, tool: unknown) =>
					said(verdict).flatMap((one) =>
						one.tool === tool ? [one.review.score ?? 50] : [],
					);
				expect(first?.review.score).toBe(
					Math.max(...scores("ship", first?.tool)),
				);
				expect(second?.review.score).toBe(
					Math.min(...scores("skip", second?.tool)),
				);
			}),
		);
	});

	test("begin with the reader’s own reviewer, and are never twice the same", () => {
		fc.assert(
			fc.property(pair, fc.constantFrom(...REVIEWERS), (tools, lens) => {
				const [first, second] = quotesFrom(tools, lens);
				expect(first?.review.reviewer).toBe(lens);
				expect(second).toBeDefined();
				expect(second?.review).not.toBe(first?.review);
			}),
		);
	});

	test("are of both tools where all agree", () => {
		const agreed = [tool("A", "++++"), tool("B", "++++")];
		const names = quotesFrom(agreed, null).map(({ tool: { name } }) => name);
		expect(new Set(names).size).toBe(2);
	});
});
