import type { Reviewer } from "../db/catalog-tables.ts";
import type { IssueContent, ToolContent } from "../issue/content/content.ts";
import { withoutMarks } from "../issue/content/marks.ts";
import { quotesFrom } from "./quotes.ts";
import { type Story, storiesOf, toolsInFull } from "./stories.ts";

/**
 * Words a minute. People read 238 of an English text (Brysbaert 2019, "How many
 * words do we read per minute?"); figures and names take longer.
 */
const PACE = 220;
/** Words of ours around each story, its figures included, and those of the frame. */
const AROUND = { lead: 50, brief: 8, row: 4, frame: 60 };

/** How many minutes the full digest takes to read, at least one. */
export function readingMinutes(
	issue: IssueContent,
	lens: Reviewer | null,
): number {
	const { leads, briefs } = storiesOf(issue);
	const words =
		AROUND.frame +
		wordsIn(issue.intro) +
		sum(leads, (story) => AROUND.lead + wordsOfLead(story, lens)) +
		sum(briefs, (story) => AROUND.brief + wordsOfBrief(story)) +
		sum(
			[...issue.leads, ...issue.briefs],
			({ title }) => AROUND.row + wordsIn(title),
		) +
		sum(issue.more, ({ title }) => wordsIn(title));
	return Math.max(1, Math.ceil(words / PACE));
}

function wordsOfLead(story: Story, lens: Reviewer | null): number {
	const tools = toolsInFull(story);
	const facts = ({ entryPrice, pricing, bestFor }: ToolContent) =>
		wordsIn(`${entryPrice} ${pricing} ${bestFor}`);
	return (
		wordsOfBrief(story) +
		sum(tools, facts) +
		sum(quotesFrom(tools, lens), ({ review }) => wordsIn(review.body))
	);
}

function wordsOfBrief({ comparison, group }: Story): number {
	return group
		? wordsIn(group.summary) + sum(group.others, ({ line }) => wordsIn(line))
		: wordsIn(comparison.summary);
}

const words = new Intl.Segmenter("en", { granularity: "word" });

/** Words as a dictionary separates them, so that scripts without spaces count, too. */
function wordsIn(text: string): number {
	let count = 0;
	for (const { isWordLike } of words.segment(withoutMarks(text)))
		if (isWordLike) count++;
	return count;
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
	return list.reduce((total, one) => total + of(one), 0);
}
