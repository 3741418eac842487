import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reviewer } from "../../../src/db/catalog-tables.ts";
import type { ComparisonContent } from "../../../src/issue/content/content.ts";
import { groupsOf } from "../../../src/issue/content/groups.ts";
import {
	type IssueWords,
	wordsOf,
} from "../../../src/issue/words/issue-words.ts";
import type { Ways } from "../../../src/issue/words/language/language.ts";
import { languageOf } from "../../../src/issue/words/language/languages.ts";
import { LANGUAGE_TAGS } from "../../../src/issue/words/language/tags.ts";
import { noPastSubjects } from "../../../src/issue/words/past-subjects.ts";
import { nameOf, sentence } from "../../../src/issue/words/sentence.ts";
import { lensSentence } from "../../../src/render/brief/brief-data.ts";
import { WEEKS } from "../../render/weeks.ts";
import { comparison, tool } from "../../support/content.ts";

const composed = { number: 12, subject: null, preheader: null, intro: null };

function wordsIn(
	tag: (typeof LANGUAGE_TAGS)[number],
	[first, ...others]: readonly ComparisonContent[],
): IssueWords {
	if (!first) throw new Error("A week has at least one comparison.");
	const language = languageOf({ language: tag });
	return wordsOf([first, ...others], composed, noPastSubjects, language);
}

const x = nameOf({ name: "Alpha" });
const y = nameOf({ name: "Beta" });
const reviewers: readonly Reviewer[] = ["skeptic", "futurist"];

/** Facts that every way of saying something finds what it needs in. */
const FACTS = [
	{ call: "ship", from: "ship", exact: true, known: 3, verdict: "ship" },
	{ call: "skip", from: "skip", exact: false, known: 1, verdict: "skip" },
].map((own, at) => ({
	x,
	y,
	who: reviewers[at],
	other: "founder",
	ship: own.known,
	skip: ["founder", "builder"],
	share: 60,
	high: 81,
	low: 79,
	points: 46,
	first: x,
	second: y,
	...own,
}));

describe.each(LANGUAGE_TAGS)("the sentences in %s", (tag) => {
	const language = languageOf({ language: tag });

	it("are these, read aloud", () => {
		const { clauses, pairs, after } = language;
		const table = Object.entries({ ...clauses, ...pairs, ...after }).map(
			([group, ways]) =>
				[
					`# ${group}`,
					...new Set(
						(ways as Ways<unknown>).flatMap((way) =>
							FACTS.map((facts) =>
								sentence(
									way(
										group === "sides"
											? { ...facts, ship: ["builder", "futurist"] }
											: facts,
									),
								),
							),
						),
					),
				].join("\n"),
		);
		expect(table.join("\n\n")).toMatchSnapshot();
	});

	it("are these in ten weeks", () => {
		const table = Object.entries(WEEKS).map(([week, comparisons]) => {
			const words = wordsIn(tag, comparisons);
			const [lead] = comparisons;
			return [
				`# ${week}`,
				words.subject,
				words.preheader,
				words.intro,
				...[...words.summaries.values()].map((text) => `- ${text}`),
				...groupsOf(comparisons, { language }).flatMap((group) => [
					group.title,
					group.summary,
					...group.others.map(({ line }) => `- ${line}`),
				]),
				words.lenses.skeptic?.subject,
				words.lenses.skeptic?.preheader,
				lead && lensSentence(lead, "skeptic", language),
			].join("\n");
		});
		expect(table.join("\n\n")).toMatchSnapshot();
	});

	it("are whole and of a length that can be read, and no form is used twice in an issue", () => {
		fc.assert(
			fc.property(week, (comparisons) => {
				const words = wordsIn(tag, comparisons);
				const { intro, preheader, subject } = words;
				const summaries = [...words.summaries.values()];
				for (const text of [intro, preheader, ...summaries]) {
					expect(text).toMatch(/^[\p{Lu}\p{N}].*[.…]$/u);
					expect(text).not.toMatch(/undefined|null |NaN| {2}|\.\.|,,|\[object/);
				}
				expect(subject).toMatch(/^[\p{Lu}]/u);
				expect(subject).not.toMatch(/undefined|NaN| {2}/);
				expect(intro.length).toBeLessThanOrEqual(240);
				for (const text of summaries)
					expect(text.length).toBeLessThanOrEqual(260);
				const forms = [intro, ...summaries].flatMap(formsOf);
				expect(forms).toEqual([...new Set(forms)]);
				expect(wordsIn(tag, comparisons)).toEqual(words);
			}),
			{ numRuns: 20 },
		);
	});
});

/** The sentences of a text without the tools, the reviewers and the numbers in them. */
function formsOf(text: string): string[] {
	return text.split(/(?<=\.) /).map((one) =>
		one
			.replace(/Tool\d+/g, "TOOL")
			.replace(
				/Builder|Skepti\w+|Founder|Futurist\w*|Entwickler|Gründer/g,
				"REVIEWER",
			)
			.replace(/\d+/g, "N")
			.toLowerCase(),
	);
}

const votes = fc.string({
	unit: fc.constantFrom("+", "-"),
	minLength: 4,
	maxLength: 4,
});
const week = fc
	.array(
		fc.record({
			panel: fc.oneof(
				{ weight: 8, arbitrary: votes },
				{ weight: 1, arbitrary: fc.constantFrom("????", "+-??", "-???") },
			),
			scores: fc.option(
				fc.array(fc.integer({ min: 30, max: 99 }), {
					minLength: 4,
					maxLength: 4,
				}),
			),
			share: fc.option(fc.integer({ min: 0, max: 100 })),
			flips: fc.boolean(),
		}),
		{ minLength: 2, maxLength: 12 },
	)
	.map((sides) => {
		const tools = sides.map(({ panel, scores, share, flips }, at) => {
			const made = tool(`Tool${at}`, panel, scores ? { scores } : {});
			const { verdict } = made.panel;
			return {
				...made,
				community: share === null ? null : { share, ship: null, skip: null },
				flip:
					flips && verdict
						? ({
								from: verdict === "ship" ? "skip" : "ship",
								to: verdict,
							} as const)
						: null,
			};
		});
		return tools.flatMap((left, at) => {
			const right = tools[at + 1];
			return at % 2 === 0 && right ? [comparison(left, right)] : [];
		});
	});
