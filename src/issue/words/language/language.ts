import type { Reviewer, Verdict } from "../../../db/catalog-tables.ts";
import type { Names, Phrase } from "../sentence.ts";
import type { FrameWords } from "./frame-words.ts";
import type { LabelWords } from "./label-words.ts";
import type { LanguageTag } from "./tags.ts";

/*
 * What a language has to say. A composer knows the facts and chooses what is
 * said; a language has the whole sentences, and so its own order of words, cases
 * and plurals. Nothing of a sentence is put together outside of its language.
 */

/** One way to say something. Facts are names, reviewers and numbers, never words. */
export type Way<Facts> = (facts: Facts) => Phrase;

/** All ways to say the same, the plainest first. A composer takes the one that was used least. */
export type Ways<Facts> = readonly [Way<Facts>, ...Way<Facts>[]];

/** A tool by its name. */
export interface About {
	x: Phrase;
}
export interface AboutBoth {
	x: Phrase;
	y: Phrase;
}
export interface WithReviewer {
	who: Reviewer;
}

/** What a tool's verdict is worth in a headline: two to two is "split". */
export type Call = Verdict | "split";

/** How the panel voted on one tool, as a clause. */
export interface ClauseWords {
	all: Ways<About>;
	none: Ways<About>;
	/** Three would ship it, `who` would not. */
	dissent: Ways<About & WithReviewer>;
	/** `who` would ship it, three would not. */
	lone: Ways<About & WithReviewer>;
	/** Two to two. */
	split: Ways<About>;
	/** Two to two, by name. */
	sides: Ways<About & { ship: readonly Reviewer[]; skip: readonly Reviewer[] }>;
	/** Three of four, and one of four; nobody knows who. */
	most: Ways<About>;
	few: Ways<About>;
	/** A stated share that is no number of four people, in per cent. */
	share: Ways<About & { share: number }>;
	/** `ship` of `known` reviewers, 1 to 3, whose verdicts are known. */
	partial: Ways<About & { ship: number; known: number }>;
	unknown: Ways<About>;
}

/** How the panel voted on both tools of a comparison. */
export interface PairWords {
	bothUnknown: Ways<AboutBoth>;
	bothAll: Ways<AboutBoth>;
	bothNone: Ways<AboutBoth>;
	/** Everybody for x, nobody for y. */
	allAndNone: Ways<AboutBoth>;
	/** Both ship, both skip, or ship x and skip y; one and the same reviewer disagrees. */
	sameDissent: Ways<AboutBoth & WithReviewer>;
	sameLone: Ways<AboutBoth & WithReviewer>;
	onBoth: Ways<AboutBoth & WithReviewer>;
	/** Both ship, but `who` would skip x and `other` would skip y; and the reverse. */
	dissents: Ways<AboutBoth & WithReviewer & { other: Reviewer }>;
	loners: Ways<AboutBoth & WithReviewer & { other: Reviewer }>;
	bothSplit: Ways<AboutBoth>;
	/** Two clauses on tools with the same call, and with different ones. */
	alike: Ways<{ first: Phrase; second: Phrase; call: Call | null }>;
	unlike: Ways<{ first: Phrase; second: Phrase }>;
}

/** What follows the verdicts on a comparison. */
export interface AfterWords {
	flipped: Ways<About & { from: Verdict }>;
	/** The tool that flipped leads. */
	flippedLeads: Ways<About & { from: Verdict; high: number; low: number }>;
	bothFlipped: Ways<{ from: Verdict }>;
	/** x was skip and y was ship. */
	crossed: Ways<AboutBoth>;
	/** x averages more than y. */
	points: Ways<AboutBoth & { high: number; low: number }>;
	/** x, which the panel would skip, averages more than y, which it would ship. */
	pointsAgainst: Ways<AboutBoth & { high: number; low: number }>;
	/** Both have the same average, exactly or only when rounded. */
	level: Ways<{ points: number; exact: boolean }>;
}

export interface IntroWords {
	/** Of an issue without comparisons. */
	empty: string;
	/** How the panel judged the week's tools. `split` counts are not in `ship`. */
	counts: Way<VerdictSums>;
	/** The only comparison: x ships, y does not. */
	one: Way<AboutBoth>;
	/** Adds the best tool; `among`: how many of them have a known score, null: all. */
	best: Way<About & { counts: Phrase; points: number; among: number | null }>;
	flip: Way<About & { from: Verdict; to: Verdict }>;
	flips: Way<{ ship: readonly Phrase[]; skip: readonly Phrase[] }>;
	/** The readers' share is far from the panel's verdict, or only on its other side. */
	revolt: Way<About & { share: number; verdict: Verdict; strong: boolean }>;
	price: Way<PriceMove>;
	/** Several prices changed; the first two by name. */
	prices: Way<{ count: number; first: PriceMove; second: PriceMove }>;
	split: Way<About & { ship: readonly Reviewer[]; skip: readonly Reviewer[] }>;
	splits: Way<{ names: readonly Phrase[] }>;
	gap: Way<AboutBoth & { high: number; low: number }>;
	/** One reviewer disagrees with the other three: once, or on several tools. */
	dissent: Way<About & WithReviewer & { verdict: Verdict }>;
	dissents: Way<WithReviewer & { names: readonly Phrase[] }>;
	/** Two reviewers, each alone on one tool. */
	alone: Way<{ first: Alone; second: Alone }>;
	/** All verdicts are unanimous. */
	nothing: Way<{ comparisons: number }>;
}

export interface PriceMove extends About {
	from: string;
	to: string;
}

/** A reviewer against the other three, and what these say. */
export interface Alone extends About, WithReviewer {
	verdict: Verdict;
}

export interface VerdictSums {
	total: number;
	ship: number;
	skip: number;
	split: number;
	/** The next sentence names the split ones. */
	splitIsTold: boolean;
	/** Not known, or a tie of the verdicts that are known. */
	unknown: number;
}

/** The words of subjects. Names are plain texts, cut or isolated already. */
export interface SubjectWords {
	/** By the calls on both, the one that must fit; null: not known. */
	plain(calls: Calls, x: string, y: string): string;
	/** The same with a reason or more words, for short names; the best first. */
	longer(calls: Calls, x: string, y: string, points: Points): string[];
	/** x is now `to` and was not; y is as it was. */
	flip(to: Verdict, other: Call, x: string, y: string): string;
	/** One reviewer disagrees, on both. */
	onBoth(plain: string, who: Reviewer): string;
	/** Of one tool alone, for names that leave no room for two; the best first. */
	single: {
		flip(x: string, to: Verdict): string;
		revolt(x: string, panel: Verdict): string;
		split(x: string): string;
		dissent(x: string, panel: Verdict, who: Reviewer): string;
		agreed(x: string, panel: Verdict): string;
		call(x: string, panel: Verdict): string;
		bare(x: string, panel: Verdict): string;
		unknown(x: string): string;
	};
	numbered(subject: string, number: number): string;
}

/** The calls on the left and on the right tool; null: not known. */
export type Calls = readonly [Call | null, Call | null];
/** The averages; null: not known. `level`: the same before they were rounded. */
export type Points = { x: number; y: number; level: boolean } | null;

export interface PreheaderWords {
	/** Whether a subject of {@link SubjectWords} says that a verdict changed. */
	mentionsFlip(subject: string): boolean;
	agrees: string;
	disagreesOnBoth(who: Reviewer): string;
	points(facts: AboutBoth & { high: number; low: number }): Phrase;
	level(points: number): string;
	/** How many of four would ship x and y. */
	votes(facts: AboutBoth & { a: number; b: number }): Phrase;
	/** How many of the readers would ship x, against the panel. */
	revolt(facts: About & { share: number }): Phrase;
	price(facts: PriceMove): Phrase;
	nothing: string;
	unknown: string;
	/** "Also: …"; `more`: how many are not named. */
	also(titles: readonly string[], more: number): string;
	count(others: number): string;
	/** What fills a short one, the longest first. */
	fill: readonly [string, string];
}

/** What one reviewer says of the lead, for the readers who chose them. */
export interface LensWords {
	subject(who: Reviewer, left: LensSide, right: LensSide): string;
	shortSubject(who: Reviewer, left: LensSide, right: LensSide): string;
	single(who: Reviewer, side: LensSide): string;
	shortSingle(who: Reviewer, side: LensSide): string;
	/** What the whole panel says, and what the reviewer does; null: a verdict is not known. */
	panel(calls: Calls, own: readonly [Verdict | null, Verdict | null]): string;
	/** The brief's sentence. */
	sentence(who: Reviewer, left: LensVerdict, right: LensVerdict): Phrase;
	/** The brief's sentence on comparisons that share a tool: on that tool, and how many of those that it met they would ship. */
	together(who: Reviewer, shared: LensVerdict, met: LensSums): Phrase;
	/** The intro: how many of the tools they would ship. `judged`: their verdict is known, on at least one. */
	week(who: Reviewer, total: number, judged: number, ship: number): Phrase;
	/** The tools on which the panel says the opposite, and on which it is split, perhaps none; `agrees`: on some it says the same. */
	against(opposite: Names, split: Names, agrees: boolean): Phrase;
	/** @param isEach whether each comparison has a sentence of its own */
	opening(calls: number, who: Reviewer | null, isEach: boolean): string;
}

export interface LensSide {
	name: string;
	verdict: Verdict | null;
	score: number | null;
}
export type LensSums = Omit<VerdictSums, "splitIsTold" | "split">;
export interface LensVerdict {
	name: Phrase;
	verdict: Verdict;
	score: number | null;
}

/** What is said of comparisons that share a tool and are told together. */
export interface GroupWords {
	title(name: string, others: number): string;
	/** The tool in a sentence below its name; null: by its name again. */
	it: string | null;
	lastTime(from: Verdict): string;
	/** The panel's calls on the tools that it met. */
	others(sums: Omit<VerdictSums, "splitIsTold">): string;
}

export interface Language {
	/** BCP 47, as HTML and `PUBLICATION_LANGUAGE` have it; the locale is for dates. */
	tag: LanguageTag;
	locale: string;
	/** A whole number in words, up to ten and a little more where a language writes so. */
	count(n: number): string;
	clauses: ClauseWords;
	pairs: PairWords;
	after: AfterWords;
	intro: IntroWords;
	group: GroupWords;
	subject: SubjectWords;
	preheader: PreheaderWords;
	lens: LensWords;
	labels: LabelWords;
	frame: FrameWords;
}
