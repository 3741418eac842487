import type { PanelVerdict } from "../../catalog/panel.ts";
import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type { Instant } from "../../time/clock.ts";
import type { LanguageTag } from "../words/language/tags.ts";

/*
 * What an issue says, without how it looks: composed from the
 * catalog, sealed as JSON, and read by every renderer (mail, text, web).
 */

export interface IssueContent {
	/** The edition number as readers see it. */
	number: number;
	/** The language of what is composed; absent: English. Reviews stay as they were written. */
	language?: LanguageTag;
	/** The language that reviews and facts were written in; absent: English. */
	written?: string;
	/** The composed texts in the other languages that readers can choose; absent: there is one language. */
	translations?: Partial<Record<LanguageTag, Translation>>;
	/** Name of the publication, e.g. "Weekly AI Tool Verdicts". */
	publication: string;
	/** The day it goes out, in the publication's time zone: "24 November 2026". */
	dateLine: string;
	windowStart: Instant;
	windowEnd: Instant;
	subject: string;
	preheader: string;
	/**
	 * What replaces them for readers who chose one reviewer as their lens. A
	 * reviewer who said nothing this week is absent. The editor's own texts
	 * apply to everybody.
	 */
	lenses: Partial<Record<Reviewer, LensContent>>;
	/** A sentence or two, in plain text. */
	intro: string;
	/** The same as the editor wrote it, if they did. */
	editorsIntro?: EditorText;
	/** Shown in full, in order. */
	leads: ComparisonContent[];
	/** Shown in brief, in order. */
	briefs: ComparisonContent[];
	/**
	 * The leads and briefs that share a tool, told together. Absent where none do,
	 * and in an issue that an earlier version sealed: then each is told by itself.
	 */
	groups?: GroupContent[];
	/** "More this week": links only. */
	more: { slug: string; title: string; url: string }[];
	/** How readers voted on tools of the last issue, the most votes first; at most three. */
	voted: VotedTool[];
	/** How many more comparisons are only on the site, because there is no space to link them. */
	moreUnlisted: number;
	links: {
		/** The site's front page. */
		home: string;
		/** This issue on the web. */
		issue: string;
	};
	/** For the footer: the sender's postal address, which the law requires. */
	postalAddress: string;
}

/** All that is composed, in one more language. */
export interface Translation
	extends Pick<
		IssueContent,
		"dateLine" | "subject" | "preheader" | "lenses" | "intro" | "groups"
	> {
	/** By the slug of each lead and brief. */
	summaries: Record<string, string>;
	/** What the editor wrote for its readers; null: nothing, though they did for the others; absent: the issue's own. */
	editorsIntro?: EditorText | null;
	/** Notes for its readers, by slug. A note that is absent is the issue's own. */
	notes?: Record<string, EditorText>;
}

/** What readers with one reviewer as their lens get in place of the issue's own. */
export interface LensContent {
	subject: string;
	preheader: string;
	/** Absent in what earlier versions sealed, as is the order. */
	intro?: string;
	/** The slugs of the comparisons: first those in which the reviewer differs from the panel. Absent: the issue's own order. */
	order?: string[];
}

/**
 * What a comparison is about: a panel verdict changed (flip), the readers are far
 * on the panel's other side (revolt), the panel is two to two (split), an entry
 * price changed (price), 25 points or more are between the averages (gap), one
 * reviewer disagrees with the other three (dissent), or nothing of these (agreed).
 */
export type StoryKind =
	| "flip"
	| "revolt"
	| "split"
	| "price"
	| "gap"
	| "dissent"
	| "agreed";

export interface ComparisonContent {
	slug: string;
	/** "A vs B" */
	title: string;
	url: string;
	publishedAt: Instant;
	/** The verdict in one to three sentences, composed from the facts. */
	summary: string;
	/** What it is about; absent in an issue that an earlier version sealed. */
	story?: StoryKind;
	/** What the editor wrote on it, if they did. */
	note?: EditorText;
	left: ToolContent;
	right: ToolContent;
}

/** Comparisons that share a tool: it is told once, and the others in a line each. */
export interface GroupContent {
	/** Of the tool that they share. */
	slug: string;
	/** "A vs two others" */
	title: string;
	/** How the panel voted on the shared tool and on the others. */
	summary: string;
	/** By the slug of each comparison, in the order of the issue: a sentence on its other tool. At least two. */
	others: { slug: string; line: string }[];
}

/** What an editor wrote: paragraphs of spans (words/editor-text.ts). */
export interface EditorText {
	paragraphs: Span[][];
	/** The name under it, shown as "— Name"; null: nobody's. */
	signed: string | null;
	/** Written for the readers of this language; absent: for all, in the issue's own. */
	language?: LanguageTag;
}

/** A piece of a paragraph that looks the same. */
export interface Span {
	text: string;
	style?: "emphasis" | "strong";
	/** http, https or mailto. */
	url?: string;
}

export interface ToolContent {
	slug: string;
	name: string;
	url: string;
	tagline: string;
	category: string;
	pricing: string;
	entryPrice: string;
	bestFor: string;
	description: string;
	panel: PanelVerdict;
	/** Null: no community votes yet. Counts are null where the source states only a share. */
	community: { share: number; ship: number | null; skip: number | null } | null;
	/** At most one each, in the panel's order; a reviewer who said nothing is absent. */
	reviews: ReviewContent[];
	/** A shorter name that its source gives, for headlines; absent: none. */
	shortName?: string;
	/** The entry price at the last issue, if it was another one. */
	priceBefore?: string;
	/** Set when the panel verdict changed since the tool was last mailed. */
	flip: { from: Verdict; to: Verdict } | null;
}

/** A tool of the last issue, and how readers voted on it. */
export interface VotedTool {
	slug: string;
	name: string;
	url: string;
	verdict: Verdict | null;
	/** Per cent of the votes that say ship, 0 to 100, rounded. */
	share: number;
	ship: number;
	skip: number;
}

export interface ReviewContent {
	reviewer: Reviewer;
	/** 0 to 100; null: not known. */
	score: number | null;
	verdict: Verdict | null;
	body: string;
	/**
	 * What the mail quotes of the body: the source's own choice, or what was chosen
	 * when the issue was composed. Absent outside of leads where the source has none,
	 * and in an issue that an earlier version sealed.
	 */
	quote?: string;
}
