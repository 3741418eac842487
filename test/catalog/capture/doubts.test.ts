import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { BadInput } from "../../../src/catalog/import/problem.ts";
import { fullCapture, readCapture, reducedCapture } from "./captures.ts";
import {
	type Layout,
	type PageFacts,
	PLAIN,
	pageFacts,
	REDUCED,
	writePage,
} from "./written-pages.ts";

const full = readCapture(fullCapture);
const apart = fullCapture.replace(/^(\d+\/100) · (\w+)$/gm, "$1\n\n$2");
const LAST = "do not build a department on it.";

/** The code and line of an error, or the warnings. */
function outcome(text: string) {
	try {
		return parseCapture(text).warnings;
	} catch (error) {
		if (!(error instanceof BadInput)) throw error;
		return [{ code: error.code, ...error.problems[0] }];
	}
}
const lineOf = (text: string, part: string) =>
	text.slice(0, text.indexOf(part)).split("\n").length;
const below = (part: string, added: string, text = fullCapture) => {
	expect(text).toContain(part);
	return text.replace(part, () => `${part}${added}`);
};

describe("a capture is refused, with the line, if", () => {
	it.each([
		[
			"a label is above its value",
			"$19/mo\n\nEntry",
			"Entry\n\n$19/mo",
			"$19/mo",
		],
		[
			"a label is above a free price",
			"Free\n\nEntry",
			"Entry\n\nFree",
			"Free\n\nLeave",
		],
		[
			"a label is there twice",
			"Entry\n\nLeave",
			"Entry\n\nEntry\n\nLeave",
			"Entry\n\nLeave",
		],
		[
			"an avatar is above a description",
			"Entry\n\nLeave",
			"Entry\n\nG\n\nLeave",
			"G\n\nLeave",
		],
		[
			"a button is above a description",
			"Entry\n\nLeave",
			"Entry\n\nMore on it\n\nLeave",
			"More on it",
		],
		[
			"a rating is its tagline",
			"Paints the same picture in every size you need",
			"★★★★☆ 4.2",
			"★★★★☆",
		],
		[
			"a rating with its count is its tagline",
			"Paints the same picture in every size you need",
			"4.2 (1,203 reviews)",
			"4.2 (1,203",
		],
		[
			"a rating in words is its tagline",
			"Paints the same picture in every size you need",
			"4.2 out of 5",
			"4.2 out",
		],
		[
			"a label is its tagline",
			"Paints the same picture in every size you need",
			"Entry",
			"Entry\n\nShip",
		],
		[
			"another label is its tagline",
			"Paints the same picture in every size you need",
			"Community",
			"Community\n\nShip",
		],
		[
			"a price is its tagline",
			"Paints the same picture in every size you need",
			"$19/mo",
			"$19/mo",
		],
		[
			"a share is its entry price",
			"67%\n\nCommunity\n\n$19/mo\n\nEntry",
			"Community\n\n67%\n\nEntry",
			"67%\n\nEntry",
		],
	])("%s", (_, from, to, at) => {
		expect(fullCapture).toContain(from);
		const text = fullCapture.replace(from, () => to);
		expect(outcome(text)).toMatchObject([
			{ code: "unclear", line: lineOf(text, at) },
		]);
	});

	it("one verdict is above or below where the others are", () => {
		const scores = [...apart.matchAll(/^(\d+\/100)\n\n(\w+)\n\n(.*)$/gm)];
		expect(scores).toHaveLength(8);
		for (const [block, score, verdict, body] of scores)
			for (const moved of [
				`${verdict}\n\n${score}\n\n${body}`,
				`${score}\n\n${body}\n\n${verdict}`,
			])
				expect(
					outcome(apart.replace(block, () => moved)).map(({ code }) => code),
					moved,
				).toContainEqual(expect.stringMatching(/^(?:bad-verdict|truncated)$/));
	});

	it("a verdict stands where the text of a review would begin", () => {
		const text = apart
			.replace("74/100\n\nship", "ship\n\n74/100")
			.replace("44/100\n\nskip", "skip\n\n44/100");
		expect(outcome(text)).toMatchObject([{ code: "bad-verdict" }]);
	});

	it("a comment is right below its last review", () => {
		for (const comment of [
			"I disagree, and I have used it for a year.",
			"Jane, 3 days ago",
		])
			for (const text of [
				fullCapture,
				fullCapture.replace(/^\d+\/100 · \w+\n\n/gm, ""),
			]) {
				const commented = below(LAST, `\n${comment}`, text);
				const found = outcome(commented);
				const line = lineOf(commented, comment);
				expect(found).toMatchObject([{ line }]);
			}
	});

	it("a paragraph is there twice", () => {
		const paragraphs = fullCapture
			.split("\n\n")
			.filter((one) => one.length > 150 && !one.startsWith("Decision"));
		expect(paragraphs).toHaveLength(10);
		for (const one of paragraphs)
			expect(
				outcome(below(one, `\n\n${one}`)).map(({ code }) => code),
			).toContainEqual(expect.stringMatching(/^(?:doubled|unclear)$/));
	});
});

const OF_SITE = [
	"We may earn a commission when you buy through links on our site.",
	"When you buy through our links, we may earn an affiliate commission.",
	"This page contains affiliate links.",
	"Some of the links are affiliate links, which pay for this site.",
	"12 people found this helpful.",
	"1,204 of 1,300 readers found this review useful",
	"Was this review helpful?",
	"Try our newsletter for more.",
	"Liked this? Join 4,000 readers of our newsletter.",
	"We use cookies to measure what you read.",
	"By continuing you accept our cookies and terms.",
	"Prices may change at any time.",
];

it.each(OF_SITE)(
	"a capture is read without “%s”, with a warning",
	(sentence) => {
		for (const part of [
			"and a list of what was agreed.",
			"kept as they were.",
			"which is rarer than it should be.",
			LAST,
			"74/100 · ship",
		]) {
			const text = below(part, `\n\n${sentence}`);
			expect(readCapture(text)).toEqual(full);
			const warnings = outcome(text);
			// Below the last review, the site has such lines on every page.
			if (sentence.endsWith(".") && part !== LAST)
				expect(warnings).toMatchObject([
					{ code: "unused-lines", line: lineOf(text, sentence) },
				]);
		}
	},
);

it("a sentence that is not known below a description or within a review gets a warning with its line", () => {
	const sentence = "The office is in Ghent, and open on Mondays.";
	for (const part of [
		"and a list of what was agreed.",
		"which is rarer than it should be.",
	]) {
		const text = below(part, `\n\n${sentence}`);
		expect(outcome(text)).toMatchObject([
			{
				code: expect.stringMatching(/^(?:more-paragraphs|unclear)$/),
				line: lineOf(text, sentence),
			},
		]);
	}
});

describe("a capture gets a warning, with the line of the card or the review, if", () => {
	it.each([
		[
			"$19/mo\n\n",
			"Gouachebot (2nd Edition): the card has no entry price",
			"Panel ship\n\n67%",
		],
		[
			"Paints the same picture in every size you need\n\n",
			"Gouachebot (2nd Edition): the card has no tagline",
			"Panel ship\n\n67%",
		],
		[
			/^Leave it listening.*\n\n/m,
			"Café & Croquis: the card has no description",
			"Panel ship\n\nComm",
		],
		[
			/ · ship(?=\n\nRecomposing)/,
			"Gouachebot (2nd Edition): the review by the skeptic has no verdict",
			"66/100",
		],
	])("%s is lost", (lost, message, at) => {
		const text = fullCapture.replace(lost, "");
		expect(text).not.toBe(fullCapture);
		expect(outcome(text)).toMatchObject([
			{
				code: "missing-fact",
				line: lineOf(text, at),
				message: expect.stringContaining(message),
			},
		]);
	});

	it("one reviewer lost both scores", () => {
		const text = fullCapture.replace(/^(?:46|77)\/100 · \w+\n\n/gm, "");
		expect(outcome(text).map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Café.*founder has no score/),
			expect.stringMatching(/^Gouache.*founder has no score/),
			expect.stringMatching(/^Café.*founder has no verdict/),
			expect.stringMatching(/^Gouache.*founder has no verdict/),
		]);
	});

	it("but not where a dash says that it is unknown, or both cards lack it", () => {
		for (const text of [
			fullCapture.replace("$19/mo", "—"),
			fullCapture.replace("66/100 · ship", "66/100 · —"),
			fullCapture.replace(/^(?:\$19\/mo|Free)\n\n/gm, ""),
			apart.replace("66/100\n\nship", "66/100\n\n—"),
		])
			expect(outcome(text)).toEqual([]);
	});

	it.each([
		"$30 $20/mo",
		"$30/mo $20/mo",
		"€30 now €20 a month",
		"30 € 20 €",
		"US$30 US$20",
		"$30 → $20/mo",
		"$20/mo (was $30)",
		"$20/mo, was $30/mo",
	])("%s is its entry price", (price) => {
		const text = fullCapture.replace(/^\$19\/mo$/m, () => price);
		expect(outcome(text)).toMatchObject([{ code: "two-prices" }]);
	});

	it.each([
		"$20–$30/mo",
		"$20/mo or $200/year",
		"$20 to $30",
		"$20/mo, $200/year",
		"$20, $30 or $40",
		"€1,200 a year",
		"20 € per seat",
	])("but not if %s is", (price) => {
		const text = fullCapture.replace(/^\$19\/mo$/m, () => price);
		expect(outcome(text)).toEqual([]);
	});

	it("a verdict in the community's row contradicts its votes", () => {
		for (const [cell, code] of [
			["Skip · 67% ship", 1],
			["Skip · 8 ship / 4 skip", 1],
			["Ship · 33% ship", 1],
			["Ship · 67% ship", 0],
			["Ship · 33% skip", 0],
			["Skip: 4, Ship: 8", 0],
		] as const) {
			const text = fullCapture.replace("Ship · 8 ship / 4 skip", cell);
			expect(outcome(text), cell).toHaveLength(code);
		}
		expect(
			outcome(fullCapture.replace(/^67%$/m, "Skip · 8 ship / 4 skip")),
		).toMatchObject([{ code: "contradiction" }]);
	});

	it("two reviews have the same words", () => {
		const text = fullCapture
			.replace(/^Recomposing.*$/m, "It is good.")
			.replace(/^Forty formats.*$/m, "It is good.");
		expect(outcome(text)).toMatchObject([{ code: "same-text" }]);
	});
});

it("a line that is lost, doubled or swapped with the next on a card or in the scorecard never changes a fact without a word", () => {
	for (const page of [fullCapture, apart, reducedCapture]) {
		const facts = readCapture(page);
		const lines = page.split("\n");
		const filled = lines.flatMap((line, at) => (line === "" ? [] : [at]));
		const [first, decision, scorecard, footer] = [
			/^Which one/,
			/^(?:Decision|Reviewer scorecard)$/,
			/^Reviewer scorecard$/,
			/^Weekly AI/,
		].map((label) => lines.findIndex((line) => label.test(line)));
		// Nobody can see that two reviews without a name or a score are swapped.
		const named = page !== reducedCapture;
		const isOwn = (at: number) =>
			(at > Number(first) && at < Number(decision)) ||
			(named && at > Number(scorecard) && at < Number(footer));
		let changed = 0;
		for (const [index, at] of filled.entries()) {
			const next = filled[index + 1] ?? at;
			if (!isOwn(at) || !isOwn(next)) continue;
			const [line = "", below = ""] = [lines[at], lines[next]];
			for (const text of [
				lines.with(at, ""),
				lines.with(at, `${line}\n\n${line}`),
				lines.with(at, `${line}\n${line}`),
				lines.with(at, below).with(next, line),
			].map((all) => all.join("\n"))) {
				if (outcome(text).length > 0) changed++;
				else expect(readCapture(text), text).toEqual(facts);
			}
		}
		expect(changed).toBeGreaterThan(20);
	}
});

describe("an ordinary page", () => {
	it.each([PLAIN, REDUCED, { ...PLAIN, head: "below" } as Layout])(
		"is read without a warning",
		(as) => {
			const isOrdinary = ({ left, right }: PageFacts) => {
				const bodies = [...left.reviews, ...right.reviews].map(
					(one) => one.body,
				);
				return new Set(bodies).size === 8;
			};
			fc.assert(
				fc.property(pageFacts(as.form, false).filter(isOrdinary), (facts) => {
					expect(parseCapture(writePage(facts, as)).warnings).toEqual([]);
				}),
				{ numRuns: 60 },
			);
		},
	);

	it.each([
		"⭐ Stars any repository that you describe",
		"5 stars are all it gives, to everybody",
		"4.2 billion parameters on one laptop",
		"Entry exams for every school",
		"Community building without a community",
		"$5 a day keeps the bugs away",
		"100% of your inbox, read by somebody else",
		"24/7",
		"Sign up forms that people finish",
		"Subscribe to any repository",
		"Newsletter drafts from your own notes",
		"Get the newsletter written",
		"Ship it",
		"Rated logs and rotated secrets",
	])("may have the tagline %s", (tagline) => {
		const text = fullCapture.replace(
			"Paints the same picture in every size you need",
			() => tagline,
		);
		expect(outcome(text)).toEqual([]);
		expect(readCapture(text).right.tagline).toBe(tagline);
	});

	it("may speak of commissions, newsletters, cookies, prices and helpful people", () => {
		const said =
			"We pay less commission since. People found it helpful. Our newsletter writes itself. It asks for no cookies, and prices may change.";
		for (const part of [/^Hand it a master file.*$/m, /^One finished.*$/m]) {
			const text = fullCapture.replace(part, said);
			expect(outcome(text)).toEqual([]);
			expect(JSON.stringify(readCapture(text))).toContain(said);
		}
	});
});
