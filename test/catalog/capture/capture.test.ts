import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { fullCapture, readCapture, reducedCapture } from "./captures.ts";

describe("a capture in the full form", () => {
	const { left, right, ...comparison } = readCapture(fullCapture);

	it("has a slug made from the names of its tools", () => {
		expect(comparison).toEqual({
			slug: "cafe-and-croquis-vs-gouachebot-2nd-edition",
			publishedAt: null,
			weight: null,
		});
	});

	it("has what the cards and the decision table say", () => {
		expect(left).toMatchObject({
			name: "Café & Croquis",
			category: "Design",
			tagline: "Sketches a room while you describe it over coffee",
			pricing: "Free for three rooms, then €15 a month",
			entryPrice: "Free",
			bestFor: "Interior designers in a first meeting",
			statedShare: 50,
			community: { ship: null, skip: null, share: null },
		});
		expect(left.description).toMatch(/^Leave it listening.*was agreed\.$/);
		expect(right).toMatchObject({
			name: "Gouachebot (2nd Edition)",
			entryPrice: "$19/mo",
			statedShare: 75,
			community: { ship: 8, skip: 4, share: null },
		});
		expect(right.description).toMatch(/^One finished.*as they were\.$/);
	});

	it("has each reviewer's text, score and verdict", () => {
		expect(
			left.reviews.map(({ reviewer, score, verdict }) => [
				reviewer,
				score,
				verdict,
			]),
		).toEqual([
			["builder", 74, "ship"],
			["skeptic", 44, "skip"],
			["founder", 46, "skip"],
			["futurist", 71, "ship"],
		]);
		expect(left.reviews[3]?.body).toMatch(/^We have always.*drawings\.$/);
		expect(right.reviews.map((review) => review.score)).toEqual([
			79, 66, 77, 43,
		]);
		expect(right.reviews[3]?.body).toMatch(/^It makes us.*department on it\.$/);
	});

	it("has no warnings", () => {
		expect(parseCapture(fullCapture).warnings).toEqual([]);
	});
});

describe("a capture in the reduced form", () => {
	const { left, right } = readCapture(reducedCapture);

	it("has the reviews in the panel's order, without quotation marks", () => {
		expect(left.reviews.map((review) => review.reviewer)).toEqual([
			"builder",
			"skeptic",
			"founder",
			"futurist",
		]);
		expect(left.reviews[0]?.body).toMatch(/^Three answers.*brought up well\.$/);
		expect(right.reviews[0]?.body).toMatch(
			/^It took the words.*download link\.$/,
		);
		expect(right.reviews[3]?.body).toMatch(
			/^We search for words.*everybody will\.$/,
		);
	});

	it("has no scores, verdicts, prices and votes", () => {
		for (const tool of [left, right]) {
			expect(
				tool.reviews.map(({ score, verdict }) => [score, verdict]),
			).toEqual(Array(4).fill([null, null]));
			expect(tool).toMatchObject({
				pricing: "",
				bestFor: "",
				statedShare: 100,
				community: { ship: null, skip: null, share: null },
			});
		}
	});
});

describe("a capture in either form", () => {
	const lines = (text: string) => text.split("\n");
	const ways: [string, (text: string) => string][] = [
		["with CRLF", (text) => text.replaceAll("\n", "\r\n")],
		["with CR", (text) => text.replaceAll("\n", "\r")],
		["with a byte order mark", (text) => `\ufeff${text}`],
		["without blank lines", (text) => text.replace(/\n{2,}/g, "\n")],
		[
			"with blank lines between all lines",
			(text) => lines(text).join("\n\n\n"),
		],
		[
			"with spaces round the lines",
			(text) =>
				lines(text)
					.map((line) => ` \u00a0${line}\t `)
					.join("\n"),
		],
		[
			"with zero-width characters",
			(text) =>
				lines(text)
					.map((line) => `\u200b${line}`)
					.join("\n"),
		],
		["without the breadcrumb", (text) => text.replace(/^Compare\/.*\n/, "")],
		["without avatars", (text) => text.replace(/^[A-Z]\n+/gm, "")],
		[
			"without the bookmarks",
			(text) => text.replace(/\nBookmarks[\s\S]*$/, ""),
		],
		[
			"without the standfirst",
			(text) => text.replace(/^Which one should.*\n/m, ""),
		],
		[
			"without the kicker",
			(text) => text.replace(/^AI tool comparison\n/m, ""),
		],
		[
			"with labels in capitals",
			(text) =>
				text.replace(
					/^(panel ship|community|entry|reviewer scorecard)$/gim,
					(label) => label.toUpperCase(),
				),
		],
	];
	it.each(ways)("is read the same %s", (_, change) => {
		for (const text of [fullCapture, reducedCapture])
			expect(readCapture(change(text))).toEqual(readCapture(text));
	});

	it("differs when saved in each of these ways, so that the tests above mean something", () => {
		for (const [way, change] of ways)
			expect(
				[fullCapture, reducedCapture].some((text) => change(text) !== text),
				way,
			).toBe(true);
	});

	it("is read the same without badges", () => {
		expect(readCapture(fullCapture.replace(/^Ship\n/gm, ""))).toEqual(
			readCapture(fullCapture),
		);
	});

	it("is read the same with quotation marks round the reviews, or without", () => {
		expect(readCapture(reducedCapture.replace(/^“(.*)”$/gm, "$1"))).toEqual(
			readCapture(reducedCapture),
		);
		expect(readCapture(reducedCapture.replace(/^“(.*)”$/gm, '"$1"'))).toEqual(
			readCapture(reducedCapture),
		);
		expect(
			readCapture(fullCapture.replace(/(\/100 · \w+\n\n)(.*)/g, "$1“$2”")),
		).toEqual(readCapture(fullCapture));
	});

	it("is read the same with tabs between the cells of the table", () => {
		const [before = "", table = "", after = ""] = fullCapture.split(
			/(?=^Decision$)|(?=^Reviewer scorecard$)/m,
		);
		const cells = table.trim().split("\n");
		const rows = cells.flatMap((_, at) =>
			at % 3 === 0 ? [cells.slice(at, at + 3).join("\t")] : [],
		);
		expect(readCapture(`${before}${rows.join("\n")}\n\n${after}`)).toEqual(
			readCapture(fullCapture),
		);
	});
});

describe("the names in a capture", () => {
	const named = (left: string, right: string) =>
		reducedCapture
			.replaceAll(/^Footnotary$/gm, left)
			.replaceAll(/^Citewren$/gm, right)
			.replace("Footnotary vs Citewren", `${left} vs ${right}`);

	it.each([
		["Mistral 3 Small (24B)", "Ünïcode & Söhne [beta]"],
		["Kramer vs Kramer", "Citewren"],
		["Footnotary", "Man vs. Machine"],
		["A vs B", "B vs A vs C"],
		["C++", "C#"],
		["Édith’s “Notes”", "GPT‑4.1 — mini"],
	])("are read in %s vs %s", (left, right) => {
		const facts = readCapture(named(left, right));
		expect([facts.left.name, facts.right.name]).toEqual([left, right]);
		expect(facts.left.category).toBe("Research");
	});

	it("may have other quotes and dashes on a card than in the title", () => {
		const text = named("Edith's Notes", "Slow-Cite").replace(
			"Edith's Notes vs Slow-Cite",
			"Edith’s Notes vs Slow–Cite",
		);
		expect(readCapture(text).left.name).toBe("Edith's Notes");
	});

	it("may not be the same", () => {
		expect(() => readCapture(named("Same", "Same"))).toThrow(
			/can't be compared with itself/,
		);
	});
});
