import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { BadInput } from "../../../src/catalog/import/finding.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";

const full = fixture("full.txt");
const reduced = fixture("reduced.txt");

function fixture(name: string): string {
	return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
}

function read(text: string) {
	return readDocument(parseCapture(text).document);
}

describe("the full form", () => {
	const { left, right, ...comparison } = read(full);

	it("names the comparison after its tools", () => {
		expect(comparison).toEqual({
			slug: "cafe-and-croquis-vs-gouachebot-2nd-edition",
			publishedAt: null,
			weight: null,
		});
	});

	it("reads the cards and the decision table", () => {
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

	it("reads who said what, with score and verdict", () => {
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

	it("finds nothing to warn of", () => {
		expect(parseCapture(full).warnings).toEqual([]);
	});
});

describe("the reduced form", () => {
	const { left, right } = read(reduced);

	it("gives the reviews to the reviewers by position, without the marks round them", () => {
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

	it("never pretends to know scores, verdicts, prices or votes", () => {
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

describe("either form, however it was saved", () => {
	const lines = (text: string) => text.split("\n");
	const ways: [string, (text: string) => string][] = [
		["with CRLF", (text) => text.replaceAll("\n", "\r\n")],
		["with CR", (text) => text.replaceAll("\n", "\r")],
		["with a byte order mark", (text) => `\ufeff${text}`],
		["without blank lines", (text) => text.replace(/\n{2,}/g, "\n")],
		["with blank lines between all", (text) => lines(text).join("\n\n\n")],
		[
			"with space round the lines",
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
		for (const text of [full, reduced])
			expect(read(change(text))).toEqual(read(text));
	});

	it("changes the text in each of these ways", () => {
		for (const [way, change] of ways)
			expect(
				[full, reduced].some((text) => change(text) !== text),
				way,
			).toBe(true);
	});

	it("is read the same without badges", () => {
		expect(read(full.replace(/^Ship\n/gm, ""))).toEqual(read(full));
	});

	it("is read the same with quotation marks round the reviews, or without", () => {
		expect(read(reduced.replace(/^“(.*)”$/gm, "$1"))).toEqual(read(reduced));
		expect(read(reduced.replace(/^“(.*)”$/gm, '"$1"'))).toEqual(read(reduced));
		expect(read(full.replace(/(\/100 · \w+\n\n)(.*)/g, "$1“$2”"))).toEqual(
			read(full),
		);
	});

	it("is read the same with a table parted by tabs", () => {
		const [before = "", table = "", after = ""] = full.split(
			/(?=^Decision$)|(?=^Reviewer scorecard$)/m,
		);
		const cells = table.trim().split("\n");
		const rows = cells.flatMap((_, at) =>
			at % 3 === 0 ? [cells.slice(at, at + 3).join("\t")] : [],
		);
		expect(read(`${before}${rows.join("\n")}\n\n${after}`)).toEqual(read(full));
	});
});

describe("names", () => {
	const named = (left: string, right: string) =>
		reduced
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
	])("%s vs %s", (left, right) => {
		const facts = read(named(left, right));
		expect([facts.left.name, facts.right.name]).toEqual([left, right]);
		expect(facts.left.category).toBe("Research");
	});

	it("finds a card whose quotes and dashes are typed differently from the title's", () => {
		const text = named("Edith's Notes", "Slow-Cite").replace(
			"Edith's Notes vs Slow-Cite",
			"Edith’s Notes vs Slow–Cite",
		);
		expect(read(text).left.name).toBe("Edith's Notes");
	});

	it("refuses one tool against itself", () => {
		expect(() => read(named("Same", "Same"))).toThrow(
			/can't be compared with itself/,
		);
	});
});

describe("what a page may or may not say", () => {
	it.each([
		["67%", { ship: null, skip: null, share: 67 }],
		["66.7%", { ship: null, skip: null, share: 67 }],
		["No community votes yet", { ship: null, skip: null, share: null }],
		["–", { ship: null, skip: null, share: null }],
		["8 ship / 4 skip", { ship: 8, skip: 4, share: null }],
	])("%s above Community", (text, community) => {
		expect(read(reduced.replace(/^—$/m, text)).left.community).toEqual(
			community,
		);
	});

	it.each([
		["67% ship", { ship: null, skip: null, share: 67 }],
		["33% skip", { ship: null, skip: null, share: 67 }],
		["Ship · 80 ship / 40 skip", { ship: 80, skip: 40, share: null }],
		["Skip · 1 ship / 1 skip", { ship: 1, skip: 1, share: null }],
	])("%s in the decision table", (text, community) => {
		expect(
			read(
				full.replace(/^67%\n\n/m, "").replace("Ship · 8 ship / 4 skip", text),
			).right.community,
		).toEqual(community);
	});

	it("leaves a share with a dash unknown, unless the table counts it", () => {
		const dashed = (text: string) =>
			text.replace(/^100%$/m, "—").replace(/^50%$/m, "—");
		expect(read(dashed(reduced)).left.statedShare).toBeNull();
		expect(read(dashed(full)).left.statedShare).toBe(50);
	});

	it("leaves an entry price with a dash unknown", () => {
		expect(read(reduced.replace(/^Free$/m, "—")).left.entryPrice).toBe("");
	});

	it("leaves cells with a dash unknown", () => {
		const text = full.replace("$19 a month for 200 pictures", "—");
		expect(read(text).right.pricing).toBe("");
	});

	it("leaves a score with a dash unknown, and keeps its verdict", () => {
		expect(
			read(full.replace("74/100 · ship", "—/100 · ship")).left.reviews[0],
		).toMatchObject({ score: null, verdict: "ship" });
		expect(
			read(full.replace("74/100 · ship", "74/100 · —")).left.reviews[0],
		).toMatchObject({ score: 74, verdict: null });
	});

	it("leaves out a review that the page replaces by a dash", () => {
		const text = reduced.replace(/^“I came to catch.*$/m, "“—”");
		expect(read(text).left.reviews.map((review) => review.reviewer)).toEqual([
			"builder",
			"founder",
			"futurist",
		]);
	});

	it("keeps the paragraphs of a description", () => {
		const text = full.replace(
			" Café & Croquis draws it",
			"\n\nCafé & Croquis draws it",
		);
		expect(read(text).left.description.split("\n\n")).toHaveLength(2);
	});

	it("keeps the paragraphs of a review below its score", () => {
		const text = full.replace(
			"the pencil keeps up: ",
			"the pencil keeps up.\n\n",
		);
		expect(read(text).left.reviews[0]?.body.split("\n\n")).toHaveLength(2);
	});

	it("keeps the paragraphs of a review in quotation marks", () => {
		for (const next of ["\n", "\n“"]) {
			const text = reduced.replace(
				"could not look. I gave",
				`could not look.${next}I gave`,
			);
			expect(read(text).left.reviews[0]?.body).toMatch(/look\.\n\nI gave/);
		}
	});

	it("keeps the paragraphs of reviews without marks where blank lines part the reviews", () => {
		const bare = reduced.replace(/^“(.*)”$/gm, "\n$1");
		const text = bare.replace(
			"could not look. I gave",
			"could not look.\nI gave",
		);
		expect(read(text).left.reviews[0]?.body).toMatch(/look\.\n\nI gave/);
	});

	it("keeps quotation marks that belong to the review", () => {
		const text = full
			.replace(/^In a quiet room it is magic\./m, "“Magic” it is")
			.replace("while doing it.", "with a “pencil”");
		expect(read(text).left.reviews[1]?.body).toMatch(/^“Magic”.*“pencil”$/);
	});

	it("reads a table whose columns stand the other way round", () => {
		const [before = "", table = "", after = ""] = full.split(
			/(?=^Decision$)|(?=^Reviewer scorecard$)/m,
		);
		const cells = table.trim().split("\n");
		const swapped = cells.map((cell, at) =>
			at % 3 === 0 ? cell : (cells[at % 3 === 1 ? at + 1 : at - 1] ?? cell),
		);
		expect(read(`${before}${swapped.join("\n")}\n\n${after}`)).toEqual(
			read(full),
		);
	});

	it("reads reviewers who are named without scores", () => {
		const text = full.replace(/^\d+\/100 · \w+$/gm, "");
		expect(
			read(text).right.reviews.map(({ reviewer, score }) => [reviewer, score]),
		).toEqual([
			["builder", null],
			["skeptic", null],
			["founder", null],
			["futurist", null],
		]);
	});
});

describe("warnings name both sides of a contradiction", () => {
	const warnings = (from: string, to: string) =>
		parseCapture(full.replace(from, to)).warnings;

	it.each([
		[
			"75%",
			"100%",
			'Gouachebot (2nd Edition): the card says 100% panel ship, but the decision table says "Ship · 3 ship / 1 skip"',
		],
		[
			"Ship · 3 ship / 1 skip",
			"Skip · 1 ship / 3 skip",
			'Gouachebot (2nd Edition): the card says 75% panel ship, but the decision table says "Skip · 1 ship / 3 skip"',
		],
		[
			"Ship · 3 ship / 1 skip",
			"Skip · 3 ship / 1 skip",
			'Gouachebot (2nd Edition): the card\'s badge says ship, but the decision table says "Skip · 3 ship / 1 skip"',
		],
		[
			"Ship\n\n75%",
			"Skip\n\n75%",
			"Gouachebot (2nd Edition): the card's badge says skip, but its share is 75% panel ship",
		],
		[
			"Ship · 8 ship / 4 skip",
			"Ship · 9 ship / 1 skip",
			'Gouachebot (2nd Edition): the card says 67% of the community ship, but the decision table says "Ship · 9 ship / 1 skip"',
		],
		[
			"Ship · 8 ship / 4 skip",
			"several",
			'Gouachebot (2nd Edition): "several" in the decision table can\'t be read as votes and is left out',
		],
		[
			"Category\nDesign\nDesign",
			"Category\nDesign\nVideo",
			'Gouachebot (2nd Edition): the card\'s category is "Design", but the decision table says "Video"',
		],
		[
			"Category\nDesign\nDesign",
			"Category\nDesign\nDesign\nLicence\nMIT\nGPL",
			'the row "Licence" of the decision table is not read',
		],
	])("%s → %s", (from, to, message) => {
		const found = warnings(from, to);
		expect(found.map((warning) => warning.message)).toContain(message);
		expect(found.every((warning) => (warning.line ?? 0) > 1)).toBe(true);
	});

	it("for a capture that ends with its last review", () => {
		const [text = ""] = full.split("\n\nWeekly AI Tool Verdicts");
		expect(parseCapture(text).warnings).toMatchObject([
			{ code: "no-footer", line: 110 },
		]);
	});
});

describe("a capture that can't be right is an error with its line", () => {
	const cut = (text: string, at: string) => text.slice(0, text.indexOf(at));
	it.each([
		[
			"not a capture",
			"Dear diary,\n\ntoday I shipped.",
			"not-a-capture",
			1,
			/expected the text of a comparison page/,
		],
		[
			"no title",
			reduced.replace(/^Footnotary vs.*\n/m, ""),
			"truncated",
			1,
			/expected a title such as/,
		],
		[
			"a title of other tools",
			reduced.replace("Footnotary vs", "Pastiche vs"),
			"truncated",
			2,
			/a card for each tool of the title, "Pastiche vs Citewren"/,
		],
		[
			"one tool only",
			cut(reduced, "Research\nCitewren"),
			"truncated",
			13,
			/expected "Panel ship" on the card of the second tool/,
		],
		[
			"half a card",
			cut(reduced, "Entry\nDescribe"),
			"truncated",
			21,
			/expected "Entry" on the card of the second tool/,
		],
		[
			"a share of 101%",
			reduced.replace("100%", "101%"),
			"bad-share",
			7,
			/101% is not a possible share of a panel/,
		],
		[
			"strange votes",
			reduced.replace(/^—$/m, "many"),
			"bad-votes",
			9,
			/found "many"/,
		],
		[
			"no scorecard",
			cut(reduced, "Reviewer scorecard"),
			"truncated",
			23,
			/expected "Reviewer scorecard"/,
		],
		[
			"a scorecard without reviews",
			reduced.replace(/^“.*”\n/gm, ""),
			"truncated",
			24,
			/expected 8 reviews, two by each reviewer, but found 0/,
		],
		[
			"seven reviews",
			reduced.replace(/^“We search.*\n/m, ""),
			"truncated",
			31,
			/but found 7/,
		],
		[
			"a paragraph too many",
			reduced.replace(/^“(.*)”$/gm, "$1").replace("look. I", "look.\nI"),
			"truncated",
			33,
			/but found/,
		],
		[
			"a review that breaks off",
			cut(reduced, " and everybody will.”"),
			"truncated",
			32,
			/breaks off/,
		],
		[
			"an open quotation",
			reduced.replace("everybody will.”", "everybody will."),
			"truncated",
			32,
			/end with its quotation mark/,
		],
		[
			"a table without names",
			full.replace(/Decision\n[\s\S]*(?=\n\nReviewer)/, "Decision"),
			"truncated",
			55,
			/decision table to name the tools/,
		],
		[
			"a table of other tools",
			full.replace("Decision\nCafé & Croquis", "Decision\nKaffee"),
			"wrong-names",
			56,
			/but found "Kaffee"/,
		],
		[
			"a table with a cell missing",
			full.replace(
				"€15 a month\n$19 a month for 200 pictures\n",
				"€15 a month\n",
			),
			"truncated",
			64,
			/two cells in the row "Pricing"/,
		],
		[
			"an unknown reviewer",
			full.replace(/^Founder$/m, "Wizard"),
			"unknown-reviewer",
			94,
			/expected Builder, Skeptic, Founder, Futurist, but found "Wizard"/,
		],
		[
			"a reviewer missing",
			full.replace(/^Founder\n[\s\S]*(?=^Futurist$)/m, ""),
			"truncated",
			101,
			/two reviews by the Founder.* found 0/,
		],
		[
			"one review by a reviewer",
			full.replace(/^43\/100[\s\S]*(?=^Weekly)/m, ""),
			"truncated",
			106,
			/two reviews by the Futurist.* found 1/,
		],
		[
			"a score without a review",
			full.replace(/^It makes us better.*\n/m, ""),
			"truncated",
			108,
			/expected a review below its score/,
		],
		[
			"a score of 101",
			full.replace("74/100", "101/100"),
			"bad-score",
			77,
			/101 is not a score from 0 to 100/,
		],
		[
			"a strange verdict",
			full.replace("74/100 · ship", "74/100 · maybe"),
			"bad-verdict",
			77,
			/found "maybe"/,
		],
		[
			"a review above the reviewers",
			full.replace(/^Builder$/m, "Somebody says this at length, and goes on."),
			"truncated",
			76,
			/a reviewer's name above this review/,
		],
	])("%s", (_, text, code, line, message) => {
		let thrown: unknown;
		try {
			parseCapture(text);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(BadInput);
		const { code: actual, problems } = thrown as BadInput;
		expect({ code: actual, line: problems[0]?.line }).toEqual({ code, line });
		expect(problems[0]?.message).toMatch(message);
	});

	it("cut off anywhere, it is an error, or says that it may be cut off", () => {
		for (const text of [full, reduced]) {
			const end = text.indexOf("Weekly AI Tool Verdicts");
			for (let length = 0; length < end; length += 7) {
				const part = text.slice(0, length);
				let warnings: string[] = [];
				try {
					warnings = parseCapture(part).warnings.map((warning) => warning.code);
				} catch (error) {
					expect(error).toBeInstanceOf(BadInput);
					continue;
				}
				expect(warnings).toContain("no-footer");
			}
		}
	});
});
