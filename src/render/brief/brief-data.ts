import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	EditorText,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { subscribeUrlOf } from "../../issue/content/in-language.ts";
import {
	distinctTools,
	type VerdictCounts,
} from "../../issue/content/verdict-counts.ts";
import { english } from "../../issue/words/language/en/english.ts";
import type { Language } from "../../issue/words/language/language.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { nameOf, sentence } from "../../issue/words/sentence.ts";
import { type Composing, verdictSentence } from "../../issue/words/summary.ts";
import { usedForms } from "../../issue/words/used-forms.ts";
import { toolsOf, verdictCountsLabel } from "../labels.ts";
import { reviewThrough } from "../lens.ts";
import { type Group, storiesOf } from "../stories.ts";

/** What the brief digest shows of an issue: the data of templates/brief.tsx and of its text part. */
export interface BriefData
	extends Pick<
		IssueContent,
		| "number"
		| "publication"
		| "dateLine"
		| "subject"
		| "preheader"
		| "more"
		| "moreUnlisted"
		| "voted"
		| "editorsIntro"
		| "postalAddress"
	> {
	links: IssueContent["links"] & { subscribe: string };
	/** How many of the tools have which verdict: the panel's, or that of the reader's reviewer. */
	counts: VerdictCounts;
	/** The same in words: "11 ship, 4 skip". */
	tally: string;
	/** "Five calls this week, through the Skeptic’s eyes." */
	opening: string;
	calls: BriefCall[];
	/** Slug of the tool in the link of the scanner trap, which no person sees; null: the issue compares none. */
	controlTool: string | null;
}

/** A comparison in one sentence, or several that share a tool. */
export interface BriefCall {
	title: string;
	/** The page of the comparison, or of the shared tool. */
	url: string;
	sentence: string;
	/** What the editor wrote on the comparison, if they did. Of several, each is with its side. */
	note?: EditorText;
	/** Both tools; or the shared one, then those that it met. */
	sides: BriefSide[];
}

export interface BriefSide {
	slug: string;
	name: string;
	/** The page of the comparison that the tool is in; of a shared tool, its own. */
	url: string;
	/** What the editor wrote on the comparison with the shared tool. */
	note?: EditorText;
	/** Of the reader's reviewer, or of the whole panel. */
	verdict: Verdict | null;
	/** The score of the reviewer, "74", or the share of the panel, "75%"; empty: not known. */
	figure: string;
}

/** The calls of the week, one sentence each, by the reader's reviewer or by the whole panel. */
export function briefOf(issue: IssueContent, lens: Reviewer | null): BriefData {
	const { leads, briefs, lenses: _, groups: __, ...rest } = issue;
	const stories = storiesOf(issue);
	const language = languageOf(issue);
	const used = usedForms();
	const counts = countsOf([...leads, ...briefs], lens);
	return {
		...rest,
		links: { ...issue.links, subscribe: subscribeUrlOf(issue) },
		counts,
		tally: verdictCountsLabel(counts, language),
		opening: language.lens.opening(
			leads.length + briefs.length,
			lens,
			(issue.groups ?? []).length === 0,
		),
		calls: [...stories.leads, ...stories.briefs].map(({ comparison, group }) =>
			group
				? callTogether(group, lens, language)
				: callOf(comparison, lens, { language, used }),
		),
		controlTool: [...leads, ...briefs][0]?.left.slug ?? null,
	};
}

/** Each tool counts once. */
function countsOf(
	pairs: readonly ComparisonContent[],
	lens: Reviewer | null,
): VerdictCounts {
	const tools = distinctTools(pairs);
	const count = (verdict: Verdict | null) =>
		tools.filter((tool) => verdictThrough(tool, lens) === verdict).length;
	return { ship: count("ship"), skip: count("skip"), unknown: count(null) };
}

function callOf(
	pair: ComparisonContent,
	lens: Reviewer | null,
	composing: Composing & { language: Language },
): BriefCall {
	const { title, url, left, right, note } = pair;
	const { language } = composing;
	return {
		title,
		url,
		sentence:
			lensSentence(pair, lens, composing.language) ??
			verdictSentence(pair, composing),
		...(note && { note }),
		sides: [left, right].map((tool) => sideOf(tool, url, lens, language)),
	};
}

/** Comparisons that share a tool, in one sentence on it and on those that it met. */
function callTogether(
	{ tool, title, summary, others }: Group,
	lens: Reviewer | null,
	language: Language,
): BriefCall {
	return {
		title,
		url: tool.url,
		sentence:
			lensSentenceTogether(
				tool,
				others.map((other) => other.tool),
				lens,
				language,
			) ?? summary,
		sides: [
			sideOf(tool, tool.url, lens, language),
			...others.map(({ comparison: { url, note }, tool: met }) => ({
				...sideOf(met, url, lens, language),
				...(note && { note }),
			})),
		],
	};
}

function verdictThrough(
	tool: ToolContent,
	lens: Reviewer | null,
): Verdict | null {
	return lens === null
		? tool.panel.verdict
		: (reviewThrough(tool, lens)?.verdict ?? null);
}

function sideOf(
	tool: ToolContent,
	url: string,
	lens: Reviewer | null,
	{ frame }: Language,
): BriefSide {
	const { slug, name, panel } = tool;
	if (lens === null) {
		const figure = panel.share === null ? "" : frame.percent(panel.share);
		return { slug, name, url, verdict: panel.verdict, figure };
	}
	const review = reviewThrough(tool, lens);
	const score = review?.score ?? null;
	return {
		slug,
		name,
		url,
		verdict: review?.verdict ?? null,
		figure: score === null ? "" : String(score),
	};
}

/**
 * "The Skeptic would ship Switchyard and Pebble 7B, at 74 and 78 points.";
 * null unless their verdicts on both are known.
 */
export function lensSentence(
	pair: ComparisonContent,
	lens: Reviewer | null,
	language: Language = english,
): string | null {
	if (lens === null) return null;
	const [left, right] = toolsOf(pair).map((tool) => reviewThrough(tool, lens));
	if (!left?.verdict || !right?.verdict) return null;
	return sentence(
		language.lens.sentence(
			lens,
			{ name: nameOf(pair.left), verdict: left.verdict, score: left.score },
			{ name: nameOf(pair.right), verdict: right.verdict, score: right.score },
		),
	);
}

/** "The Skeptic would ship The Hub (74 points) and two of the three it met."; null unless their verdict on the shared tool is known. */
function lensSentenceTogether(
	shared: ToolContent,
	met: readonly ToolContent[],
	lens: Reviewer | null,
	language: Language,
): string | null {
	const own = reviewThrough(shared, lens);
	if (lens === null || !own?.verdict) return null;
	const verdicts = met.map((tool) => verdictThrough(tool, lens));
	const count = (verdict: Verdict | null) =>
		verdicts.filter((one) => one === verdict).length;
	return sentence(
		language.lens.together(
			lens,
			{ name: nameOf(shared), verdict: own.verdict, score: own.score },
			{
				total: met.length,
				ship: count("ship"),
				skip: count("skip"),
				unknown: count(null),
			},
		),
	);
}
