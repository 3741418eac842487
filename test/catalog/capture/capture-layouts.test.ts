import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { BadInput } from "../../../src/catalog/import/problem.ts";
import { fullCapture, readCapture, reducedCapture } from "./captures.ts";

const full = readCapture(fullCapture);
const reduced = readCapture(reducedCapture);
const above = (place: string, lines: string, text = fullCapture) =>
	text.replace(new RegExp(`^(?=${place}$)`, "m"), `${lines}\n\n`);
const codes = (text: string) =>
	parseCapture(text).warnings.map((warning) => warning.code);

function problem(text: string) {
	try {
		parseCapture(text);
	} catch (error) {
		if (error instanceof BadInput)
			return { code: error.code, ...error.problems[0] };
		throw error;
	}
	return null;
}

describe("a capture is read the same", () => {
	it.each([
		["a split badge", "Split"],
		["a badge of two words", "Split decision"],
		["a new tool's badge", "New"],
		["an editor's badge", "Editor’s pick"],
		["a date of its update", "Updated 3 days ago"],
		["another date of its update", "Last updated: Nov 12, 2026, 10:30 UTC"],
	])("with %s on a card", (_, badge) => {
		for (const place of ["Ship", "Gouachebot \\(2nd Edition\\)", "Design"])
			expect(readCapture(above(place, badge)), place).toEqual(full);
	});

	it("with a badge in the place of the verdict", () => {
		expect(readCapture(fullCapture.replace(/^Ship$/m, "Split"))).toEqual(full);
	});

	it("with links to its parts above the cards, and without a warning", () => {
		const text = above(
			"C",
			"Jump to\n\nCafé & Croquis\n\nGouachebot (2nd Edition)\n\nDecision\n\nReviewer scorecard\n\nReviews",
		);
		expect(readCapture(text)).toEqual(full);
		expect(codes(text)).toEqual([]);
	});

	it("with the verdicts on lines of their own below or above the scores", () => {
		for (const apart of [
			"$1\n\n$2",
			"$2\n\n$1",
			"$1\n$2",
			"$2 · $1",
			"$1 ($2)",
		])
			expect(
				readCapture(fullCapture.replace(/^(\d+\/100) · (\w+)$/gm, apart)),
				apart,
			).toEqual(full);
	});

	it("with a share on the line of its label", () => {
		for (const line of [
			...["$1 Panel ship", "Panel ship: $1", "Panel ship $1"],
			...["$1 · Panel ship", "$1Panel ship", "Panel ship | $1"],
		])
			expect(
				readCapture(fullCapture.replace(/^(\d+%)\n\nPanel ship$/gm, line)),
				line,
			).toEqual(full);
		const allInLine = reducedCapture.replace(
			/^(.+)\n(Panel ship|Community|Entry)$/gm,
			"$1 $2",
		);
		expect(readCapture(allInLine)).toEqual(reduced);
	});

	it("with an empty cell between tabs, which means unknown", () => {
		const rows = fullCapture
			.replace(/^(Best for|Pricing)\n(.*)\n(.*)$/gm, "$1\t$2\t$3")
			.replace("Best for\tInterior designers in a first meeting", "Best for\t");
		expect(readCapture(rows).left).toEqual({ ...full.left, bestFor: "" });
		expect(readCapture(rows).right).toEqual(full.right);
		const last = rows.replace(/^(Pricing\t.*\t).*$/m, "$1");
		expect(readCapture(last).right).toEqual({ ...full.right, pricing: "" });
	});

	it("with any quotation marks round its reviews", () => {
		for (const marks of [
			'""',
			"''",
			"‘’",
			"«»",
			"»«",
			"„“",
			"‚‘",
			"‹›",
			"「」",
		])
			for (const [text, facts] of [
				[reducedCapture, reduced],
				[fullCapture.replace(/(\/100 · \w+\n\n)(.*)/g, "$1“$2”"), full],
			] as const)
				expect(
					readCapture(text.replace(/^“(.*)”$/gm, `${marks[0]}$1${marks[1]}`)),
					marks,
				).toEqual(facts);
	});

	it("with invisible characters in its names", () => {
		for (const sign of ["\u00ad", "\u200b", "\ufeff", "\u2060", "\u200e"])
			expect(
				readCapture(fullCapture.replace(/^Gouachebot/m, `Goua${sign}chebot`)),
			).toEqual(full);
	});

	it("with what the site puts below the last review", () => {
		const below =
			"Share\n\nCopy link\n\nLoad more\n\nRelated comparisons\n\nQuillhut vs Inkpot\n\nSign in to vote on these tools.";
		for (const [text, facts] of [
			[fullCapture, full],
			[reducedCapture, reduced],
		] as const) {
			const longer = above("Weekly AI Tool Verdicts", below, text);
			expect(readCapture(longer)).toEqual(facts);
			expect(codes(longer)).toEqual(["unused-lines"]);
		}
	});
});

describe("a capture whose lines are wrapped", () => {
	const wrap = (text: string, columns: number) =>
		text.replace(
			new RegExp(`(?![^\\n]{0,${columns}}$)([^\\n]{1,${columns}}) `, "gm"),
			"$1\n",
		);

	it.each([66, 72, 76, 78, 80, 100])(
		"at %i columns is read the same as if they were not",
		(columns) => {
			expect(wrap(fullCapture, columns)).not.toBe(fullCapture);
			expect(readCapture(wrap(fullCapture, columns))).toEqual(full);
		},
	);

	it("is refused without blank lines between its parts", () => {
		expect(problem(wrap(reducedCapture, 80))).toMatchObject({
			code: "wrapped",
			message: expect.stringMatching(/wrapped at \d+ columns/),
		});
	});

	it("is refused where only one sentence is broken", () => {
		const text = fullCapture.replace(
			"within a second of",
			"within a\nsecond of",
		);
		expect(problem(text)).toMatchObject({ code: "wrapped", line: 80 });
	});
});

describe("a capture is refused, not half read, if it has", () => {
	it.each([
		[
			"two pages",
			`${fullCapture}\n\n${fullCapture}`,
			"two-pages",
			/save each page in a file of its own/,
		],
		[
			"a second page that is cut off",
			`${fullCapture}\n\nAI tool comparison\n\nOne vs Another\n`,
			"two-pages",
			/save each page/,
		],
		[
			"a sentence below the last review that may belong to it",
			above("Weekly AI Tool Verdicts", "Buy one pot of glue, get one free."),
			"unclear",
			/"Buy one pot of glue, get one free\." is part of a review/,
		],
		[
			"a line without an end between two reviews",
			above("79/100 · ship", "Three replies so far, and counting, in all"),
			"unclear",
			/"Three replies/,
		],
		[
			"two lines that may be the tagline",
			above("Ship", "Loved by potters"),
			"unclear",
			/expected the tagline on one line/,
		],
		[
			"a link below a description",
			above("G", "The potters' own site"),
			"unclear",
			/part of the description/,
		],
		[
			"its labels above the figures",
			reducedCapture.replace(/^(.*)\n(Panel ship|Community)$/gm, "$2\n$1"),
			"bad-share",
			/the share of the panel, such as 75% or —/,
		],
		[
			"another scale of scores",
			fullCapture.replace("74/100 · ship", "7.4/10 · ship"),
			"bad-score",
			/found "7\.4\/10 · ship"/,
		],
		[
			"two verdicts of one review",
			fullCapture.replace("74/100 · ship", "74/100 · ship\n\nskip"),
			"bad-verdict",
			/expected one verdict/,
		],
	])("%s", (_, text, code, message) => {
		const found = problem(text);
		expect(found?.code).toBe(code);
		expect(found?.message).toMatch(message);
		expect(found?.line).toBeGreaterThan(1);
	});

	it("but what is known to be no part of a review is left out without a word", () => {
		const text = above("79/100 · ship", "Advertisement");
		expect(readCapture(text)).toEqual(full);
		expect(codes(text)).toEqual([]);
	});
});

it("a capture names the lines that were not used, with their numbers", () => {
	const text = above(
		"Weekly AI Tool Verdicts",
		"Share\n\nOne vs Two\n\nThree vs Four\n\nFive vs Six\n\nSeven vs Eight",
		above("C", "Hello from the potters"),
	);
	expect(parseCapture(text).warnings).toEqual([
		{
			code: "unused-lines",
			line: 9,
			message:
				'5 lines were not used: line 9 "Hello from the potters", line 116 "One vs Two", line 118 "Three vs Four" and others',
		},
	]);
});
