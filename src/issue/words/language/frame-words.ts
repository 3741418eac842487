import type { Verdict } from "../../../db/catalog-tables.ts";

/*
 * What stands around the facts of a message: names of columns and tables, the
 * words of buttons, and what is read aloud in place of a sign. A sentence with
 * {marks} is filled in by whoever draws it, so that a name in it stays an element.
 */
export interface FrameWords {
	/** A share of a hundred, with the sign and the space of the language. */
	percent(share: number): string;
	/** When the digest comes. @param weekday 1: Monday, to 7 @param time "09:00" */
	schedule(weekday: number, time: string, zone: string): string;
	/** The head of the column with the panel's verdicts. */
	panel: string;
	/** Before the panel's verdict, where another one leads. */
	panelSays: string;
	/** Next to a name: the verdict that was mailed last. */
	was(verdict: Verdict): string;
	/** Read aloud for a sign and a share. */
	spoken(verdict: Verdict, share: number): string;
	/** Read aloud for a dash. */
	missing: { any: string; score: string; scoreAndVerdict: string };
	/** In place of the table of scores. */
	noScores: string;
	/** Read aloud before a table. */
	tables: { decision: string; scores: string };
	facts: FactWords;
	/** "{who} on {tool}" */
	quoted: string;
	/** Of a tool's scores. */
	average(points: number): string;
	/** Of the week's tools, below the bar. */
	tally(verdict: Verdict, count: number): string;
	tallyUnknown(count: number): string;
	votes: VoteWords;
	changes: ChangeWords;
	text: TextWords;
}

/** The facts to decide by. */
export interface FactWords {
	price: string;
	bestFor: string;
	readers: string;
	category: string;
	notGiven: string;
	noVotes: string;
	/** `count`: how many voted; null: not known. */
	votes(share: number, count: number | null): string;
	/** Before what is the same for both tools. */
	both: string;
	versus: string;
}

/** A reader's own votes and bookmarks. */
export interface VoteWords {
	/** "{tool}?", above the buttons. */
	question: string;
	/** "Your vote on {tool}: ship" */
	given: Readonly<Record<Verdict, string>>;
	/** On the buttons. */
	button: Readonly<Record<Verdict, string>>;
	save: string;
	/** "In your {bookmarks}", whose mark is a link with the words of the second. */
	saved: string;
	bookmarks: string;
}

/** What changed about a tool since the last issue that a reader got. */
export interface ChangeWords {
	verdict(is: Verdict, was: Verdict): string;
	score(is: number, was: number): string;
	/** The same as they go on after the name of the tool; `first`: nothing is before it. */
	verdictOf(is: Verdict, was: Verdict): string;
	scoreOf(is: number, was: number, first: boolean): string;
	/** The longest first, the last always short. @param was empty: not known */
	price(is: string, was: string): string[];
	/** The same after the name of the tool, where nothing else changed. */
	priceOf(is: string, was: string): string[];
	noPrice: string;
	/** After the name of the tool, where nothing else changed. */
	noPriceOf: string;
}

/** What only the text part says. */
export interface TextWords {
	inBrowser: string;
	changed: string;
	scores: string;
	/** Next to a bar. */
	share(share: number): string;
	/** Over the calls of a reader whose reviewer leads. */
	lensHead: Readonly<
		Record<"builder" | "skeptic" | "founder" | "futurist", string>
	>;
	panelIs(verdict: Verdict | null): string;
	/** "Vote on {tool}:" */
	question: string;
	/** "You voted ship on {tool}. Change it:" */
	voted: Readonly<Record<Verdict, string>>;
	/** A tool of the last issue, in the brief: "{tool}" is its name. */
	votedOn(share: number, ship: number, skip: number): string;
}
