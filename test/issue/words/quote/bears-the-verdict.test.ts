import fc from "fast-check";
import { expect, test } from "vitest";
import { isOtherLanguage } from "../../../../src/issue/words/quote/other-languages.ts";
import { quoteOf } from "../../../../src/issue/words/quote/quote.ts";
import { toneOf } from "../../../../src/issue/words/quote/tone.ts";
import {
	type LabelledReview,
	sampleReviews,
	writtenReviews,
} from "./labelled-reviews.ts";

type Outcome = "right" | "beside the point" | "contradicts";

interface Judgement {
	outcome: Outcome;
	quote: string;
	review: string;
}

/** Right: a sentence that bears the verdict is quoted, and none that contradicts it has the last word. */
function judge({ judged, names, sentences }: LabelledReview): Judgement {
	const review = sentences.map(({ text }) => text).join(" ");
	const quote = quoteOf(review, judged, names);
	const uncut = quote.replace(/…$/, "");
	const labels = sentences
		.filter(({ text }) => quote.includes(text) || text.startsWith(uncut))
		.map(({ label }) => label)
		.join("");
	const bears = sentences.some(({ label }) => label === "+")
		? labels.includes("+")
		: labels !== "";
	const opposes = labels.lastIndexOf("-") > labels.lastIndexOf("+");
	const outcome = opposes
		? "contradicts"
		: bears
			? "right"
			: "beside the point";
	return { outcome, quote, review };
}

const SETS = [
	["written for this test", writtenReviews("reviews.txt")],
	["held out until the first measurement", writtenReviews("held-out.txt")],
	["written after the first measurements", writtenReviews("later.txt")],
	["of another kind", writtenReviews("another-kind.txt")],
	["of many constructions", writtenReviews("many-constructions.txt")],
	["of more constructions", writtenReviews("more-constructions.txt")],
	["of which half are long", writtenReviews("long-reviews.txt")],
	["written last", writtenReviews("written-last.txt")],
	["of the fifth set", writtenReviews("fifth-set.txt")],
	["of the samples", sampleReviews()],
] as const;

for (const [whose, reviews] of SETS) {
	const outcomes = reviews.map(judge);
	const right = outcomes.filter(({ outcome }) => outcome === "right").length;
	test(`the quote bears the verdict in ${right} of ${reviews.length} reviews ${whose}, and contradicts it in none`, () => {
		expect(outcomes.filter(({ outcome }) => outcome === "contradicts")).toEqual(
			[],
		);
		expect(
			right / reviews.length,
			JSON.stringify(
				outcomes.filter(({ outcome }) => outcome !== "right"),
				null,
				2,
			),
		).toBeGreaterThanOrEqual(0.95);
	});
}

test("the reviewer who skips is not quoted with the praise before the turn", () => {
	const body =
		"Ask it how many customers we have and it answers at once, with a chart. " +
		"Ask three colleagues and you will learn that we have four definitions of a customer, which is the real question and takes a meeting. " +
		"Quick certainty about the wrong number is not a bargain.";
	expect(quoteOf(body, { verdict: "skip", score: 37 })).toBe(
		"Quick certainty about the wrong number is not a bargain.",
	);
});

test("the same review is quoted otherwise for the other verdict", () => {
	const body =
		"The editor is fast, calm and a pleasure to use for a whole day of writing, whatever the length. " +
		"The price is absurd and the sync lost a chapter, which no editor may do to anybody, ever.";
	expect(quoteOf(body, { verdict: "ship", score: 70 })).toMatch(/^The editor/);
	expect(quoteOf(body, { verdict: "skip", score: 30 })).toMatch(/^The price/);
});

test("a sentence that cannot do without the one before it brings it along", () => {
	const body = `${"It indexes files of every kind that one can name. ".repeat(3)}I asked it to rename a function in our parser. But it renamed the parser.`;
	expect(quoteOf(body, { verdict: "skip", score: 20 })).toBe(
		"I asked it to rename a function in our parser. But it renamed the parser.",
	);
});

test("the name of a tool says nothing about the tone", () => {
	const body =
		"Brilliant Disaster exports every chart as a picture in the size that the printer wants it. " +
		"The export fails on every file with an umlaut in its name, and nobody answers the mail.";
	const names = ["Brilliant Disaster"];
	expect(quoteOf(body, { verdict: "skip", score: 20 }, names)).toMatch(
		/^The export fails/,
	);
});

test("where no sentence says the verdict in so many words, the reviewer's own end is quoted, without what others add", () => {
	const end =
		"By the third week the old spreadsheet had not been opened by anybody on the second floor.";
	const body = `It is a planner for shifts, with a calendar and a list for each of the floors of a house. ${end}`;
	for (const aside of [
		"",
		' "Lisbon is next," said the woman who runs the pilot there.',
		" They say that a version for hospitals comes out in the spring.",
		" If it doesn't, there is always the whiteboard in the corridor.",
	])
		expect(
			quoteOf(body + aside, { verdict: "ship", score: 71 }),
			aside,
		).toContain(end);
});

test("a German, French or Spanish review is judged by its own words, and an article is no complaint", () => {
	const skip = { verdict: "skip", score: 20 } as const;
	expect(
		quoteOf(
			"Die Oberfläche ist großartig und die Einrichtung dauert für unsere Leute nur zehn Minuten. " +
				"Die Antworten sind leider falsch, und die Quellen erfindet es. " +
				"Die Firma sitzt in Köln und hat elf Leute für die Arbeit am Telefon.",
			skip,
		),
	).toMatch(/^Die Antworten sind leider falsch/);
	expect(
		quoteOf(
			"L'interface est magnifique et la documentation est claire pour tous les nouveaux. " +
				"Les réponses sont fausses une fois sur trois, et le support est lent. " +
				"La société est à Lyon et elle a onze employés dans deux bureaux.",
			skip,
		),
	).toMatch(/^Les réponses sont fausses/);
});

test("no English review of plain sentences is taken for one in another language", () => {
	fc.assert(
		fc.property(
			fc.shuffledSubarray([...PRAISE, ...COMPLAINT, ...NEUTRAL], {
				minLength: 1,
			}),
			(sentences) => {
				expect(isOtherLanguage(sentences.join(" "))).toBe(false);
			},
		),
	);
	for (const [, reviews] of SETS.slice(0, 4))
		for (const { sentences } of reviews)
			expect(isOtherLanguage(sentences.map(({ text }) => text).join(" "))).toBe(
				false,
			);
});

test("a denial counts before what it denies and after it, and only for what it denies", () => {
	for (const [good, bad] of [
		["it does not leak memory", "it leaks memory"],
		["churn is zero", "churn is high"],
		["complaints in 2,000 rows: none", "complaints in 2,000 rows: nine"],
		["they complain about nothing", "they complain about everything"],
		["i stopped double-checking it", "it stopped again and failed"],
	] as const) {
		expect(toneOf(good), good).toBeGreaterThan(0);
		expect(toneOf(bad), bad).toBeLessThan(0);
	}
	expect(toneOf("reasons to renew: none")).toBeLessThan(0);
});

const PRAISE = [
	"It is the fastest tool of its kind that I have used this year.",
	"The export works on every file I have, without a single error.",
	"My team saved two days a week with it, and I would buy it again.",
	"Support is quick, honest and helpful at any hour of the day.",
	"I never lost a line, whatever I did to the cable and the battery.",
];
const COMPLAINT = [
	"It crashed twice a day and lost what I had written.",
	"The answers are wrong so often that I can't trust any of them.",
	"I would not pay for this, and nobody I asked would either.",
	"The search is slow, the sync is broken and the bill is a mystery.",
	"There is no way to get your data out, which is unacceptable.",
];
const NEUTRAL = [
	"The company is from Lisbon and has eleven employees.",
	"It reads PDF, Markdown and plain text.",
	"I opened an account on the first Monday of the month.",
	"Version 4.2 came out in March.",
];

test("in any order of plain praise, plain complaint and facts, the quote agrees with the verdict", () => {
	const review = fc
		.tuple(
			fc.subarray(PRAISE, { minLength: 1, maxLength: 3 }),
			fc.subarray(COMPLAINT, { minLength: 1, maxLength: 3 }),
			fc.subarray(NEUTRAL, { minLength: 1 }),
		)
		.chain((parts) => fc.shuffledSubarray(parts.flat(), { minLength: 1 }))
		.filter((sentences) => sentences.length > 2);
	fc.assert(
		fc.property(
			review,
			fc.constantFrom("ship" as const, "skip" as const),
			(sentences, verdict) => {
				const [wanted, other] =
					verdict === "ship" ? [PRAISE, COMPLAINT] : [COMPLAINT, PRAISE];
				const quote = quoteOf(sentences.join(" "), { verdict, score: null });
				const has = (list: string[]) =>
					list.some((sentence) => quote.includes(sentence));
				if (sentences.some((one) => wanted.includes(one)))
					expect(has(wanted), quote).toBe(true);
				else if (sentences.some((one) => NEUTRAL.includes(one)))
					expect(has(other), quote).toBe(false);
			},
		),
		{ numRuns: 300 },
	);
});
