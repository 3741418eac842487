import { beforeAll, describe, expect, it } from "vitest";
import {
	anonymousReader,
	type BookmarkedTool,
	type Reader,
} from "../../../src/issue/content/reader.ts";
import type { OpenIssue } from "../../../src/issue/renderer.ts";
import {
	newReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { renderer } from "../sample.ts";

let open: OpenIssue;
beforeAll(async () => {
	open = renderer.open(await renderer.compile(sampleIssue), sampleEnvelope);
});

const tool = (name: string, change: string | null): BookmarkedTool => ({
	name,
	url: `https://digest.example.com/tools/${name.toLowerCase()}`,
	panel: { verdict: "skip", share: 25, ship: 1, skip: 3, basis: "reviews" },
	change,
	...(change && { headline: "is now a skip, was ship" }),
	news: null,
});
const flip = (name: string) => tool(name, "now skip, was ship");

/** What a reader sees of both parts, in one line, from the beginning on. */
function seen(reader: Reader): string[] {
	const html = open
		.html(reader)
		.replace(/<head>[\s\S]*?<\/head>/, "")
		.replace(/<[^>]*>/g, " ");
	return [html, open.text(reader)].map((part) => part.replace(/\s+/g, " "));
}

describe.each(["full", "brief"] as const)("the %s digest", (format) => {
	const firstCall = format === "full" ? /this week’s calls/i : /\+ Ship/;

	it("begins with the bookmarks that changed, at most three, and lists the others below", () => {
		const names = ["Ada", "Bel", "Cai", "Dov"];
		const reader: Reader = {
			...sampleReader,
			format,
			bookmarks: [...names.map(flip), tool("Quiet", null)],
			bookmarksTotal: 5,
		};
		for (const part of seen(reader)) {
			const calls = part.search(firstCall);
			const onTop = names.filter((name) => {
				const at = part.indexOf(`Bookmarked: ${name} is now a skip`);
				return at >= 0 && at < calls;
			});
			expect(onTop).toEqual(["Ada", "Bel", "Cai"]);
			const below = part.slice(part.search(/your bookmarks/i));
			expect(below).toContain("Dov");
			expect(below).not.toContain("Ada");
			expect(below.includes("Quiet")).toBe(format === "full");
		}
	});

	it("has no empty table where all the bookmarks that have room are on top", () => {
		const bookmarks = ["Ada", "Bel", "Cai"].map(flip);
		const reader: Reader = {
			...sampleReader,
			format,
			bookmarks,
			bookmarksTotal: 9,
		};
		const html = open.html(reader);
		expect(html).toMatch(/your bookmarks/i);
		expect(html).not.toMatch(/<table[^>]*>(?:\s|<\/?tbody>)*<\/table>/);
	});

	it("has nothing of the reader's own before the calls when no bookmark changed", () => {
		const reader: Reader = {
			...sampleReader,
			format,
			bookmarks: [tool("Quiet", null)],
			bookmarksTotal: 1,
		};
		for (const part of seen(reader)) {
			expect(part).not.toContain("Bookmarked");
			expect(part).not.toMatch(/while you were away/i);
			expect(part.search(/your bookmarks/i)).toBeGreaterThan(
				part.search(firstCall),
			);
		}
	});

	it("tells a reader who was away what flipped, before the calls, and links the rest", () => {
		const reader: Reader = {
			...newReader,
			format,
			bookmarks: [flip("Ada")],
			bookmarksTotal: 1,
			away: {
				flips: [flip("Ada"), flip("Bel")],
				more: 4,
				issuesUrl: "https://digest.example.com/issues",
			},
		};
		for (const part of seen(reader)) {
			const away = part.slice(
				part.search(/while you were away/i),
				part.search(firstCall),
			);
			expect(away).toMatch(/Bel ?:? .*now skip, was ship/);
			expect(away).toContain("… and 4 more changed.");
			// Ada is on top already.
			expect(away).not.toContain("Ada");
		}
		expect(open.html(reader)).toContain(
			'href="https://digest.example.com/issues"',
		);
		expect(open.text(reader)).toContain(
			"\nhttps://digest.example.com/issues\n",
		);
	});

	it("shows a bookmark that an earlier version kept, without a sentence, with what changed", () => {
		const { headline: _, ...earlier } = flip("Ada");
		const reader: Reader = { ...sampleReader, format, bookmarks: [earlier] };
		for (const part of seen(reader))
			expect(part).toContain("Bookmarked: Ada now skip, was ship");
	});

	it("has nothing of anybody's own on the web", () => {
		for (const part of seen({ ...anonymousReader, format }))
			expect(part).not.toMatch(/bookmarked|while you were away/i);
	});
});
