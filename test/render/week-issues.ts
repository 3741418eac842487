import { REVIEWERS } from "../../src/catalog/panel.ts";
import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
	Translation,
} from "../../src/issue/content/content.ts";
import { groupsOf } from "../../src/issue/content/groups.ts";
import { dateLine } from "../../src/issue/week/schedule.ts";
import { wordsOf } from "../../src/issue/words/issue-words.ts";
import type { Language } from "../../src/issue/words/language/language.ts";
import { languageOf } from "../../src/issue/words/language/languages.ts";
import { noPastSubjects } from "../../src/issue/words/past-subjects.ts";
import { withQuotes } from "../../src/issue/words/quote/quoted-reviews.ts";
import { sampleIssue } from "../../templates/samples.ts";
import { WEEKS } from "./weeks.ts";

/** What the reviewers of a made-up week say, by verdict, in the panel's order. */
const SAID = {
	ship: [
		"Set-up took ten minutes and nothing fought back. The importer read all four of our old folders, kept the dates, and told me which two files it could not read. I kept it open all week, and I would pay for it tomorrow.",
		"I came to break it, and it held. The export is complete, the limits are on the price page, and support answered in an hour with a real answer. What earns the ship is that it says when it does not know.",
		"Three people use it here, and none of them asked me how. It replaced two other bills, and the invoice is one line. For a small team this is the easy yes of the year.",
		"It is early, but the direction is right. The format is open, the roadmap is dated, and they have met each of the dates so far. Back this one before everybody else does.",
	],
	skip: [
		"The demo is quick and the first hour was fun. Then it lost an afternoon of work when two of us edited the same page, and there is no history to go back to. I would not build on it.",
		"It answers at once, with a chart, and the chart is wrong one time in five. The problem is that nobody can tell which one. Skip it until it shows where its figures come from.",
		"The free plan ends on the day you need it, and the next one costs as much as a part-time person. My money stays where it is.",
		"Last year this was new. Now it is a feature of three tools that we pay for already, and nothing on the roadmap says otherwise. Let this one pass.",
	],
} as const;

function withWords(tool: ToolContent): ToolContent {
	return {
		...tool,
		reviews: tool.reviews.map((review) => ({
			...review,
			body: SAID[review.verdict ?? "ship"][
				REVIEWERS.indexOf(review.reviewer)
			] as string,
		})),
	};
}

function worded({ left, right, ...pair }: ComparisonContent) {
	return { ...pair, left: withWords(left), right: withWords(right) };
}

/** Another week's comparisons, for a week that has fewer than an issue has room for. */
export function filledUp(week: string, size: number): ComparisonContent[] {
	const own = WEEKS[week] ?? [];
	const others = Object.entries(WEEKS)
		.filter(([name]) => name !== week && name !== "the same tool five times")
		.flatMap(([name, pairs]) =>
			pairs.map((pair) => {
				// A tool of another week is another tool, whatever its name.
				const end = `-${Object.keys(WEEKS).indexOf(name)}`;
				const other = (tool: ToolContent) => ({
					...tool,
					slug: `${tool.slug}${end}`,
					url: `${tool.url}${end}`,
				});
				return {
					...pair,
					slug: `${pair.slug}${end}`,
					url: `${pair.url}${end}`,
					left: other(pair.left),
					right: other(pair.right),
				};
			}),
		);
	return [...own, ...others].slice(0, Math.max(size, own.length));
}

/** A made-up week as an issue, composed as one is: in English, and in German as well. At most three of its comparisons are leads. */
export function weekIssue(
	week: string,
	comparisons: readonly ComparisonContent[] = WEEKS[week] ?? [],
): IssueContent {
	const [first, ...others] = comparisons.map(worded);
	if (!first) throw new Error(`There is no week “${week}”.`);
	const composed = { number: 12, subject: null, preheader: null, intro: null };
	const english = languageOf({});
	const wordsIn = (language: Language) =>
		wordsOf(
			[first, ...others],
			composed,
			noPastSubjects,
			language,
			Math.min(3, comparisons.length),
		);
	const { summaries, ...words } = wordsIn(english);
	const all = [first, ...others].map((pair) => ({
		...pair,
		summary: summaries.get(pair.slug) ?? "",
	}));
	const groups = groupsOf(all, { language: english });
	return {
		...sampleIssue,
		...words,
		leads: withQuotes(all.slice(0, 3), all.slice(3)),
		briefs: all.slice(3),
		...(groups.length > 0 && { groups }),
		translations: {
			de: translated(wordsIn(languageOf({ language: "de" })), all),
		},
	};
}

function translated(
	{ summaries, editorsIntro: _, ...words }: ReturnType<typeof wordsOf>,
	all: readonly ComparisonContent[],
): Translation {
	const language = languageOf({ language: "de" });
	const groups = groupsOf(all, { language });
	return {
		dateLine: dateLine(sampleIssue.windowEnd, "Europe/Berlin", language.locale),
		...words,
		summaries: Object.fromEntries(summaries),
		...(groups.length > 0 && { groups }),
	};
}
