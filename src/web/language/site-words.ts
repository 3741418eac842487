import type { html } from "hono/html";
import type { PairVerdict } from "../../db/catalog/browse.ts";
import type { Verdict } from "../../db/catalog-tables.ts";

type Html = ReturnType<typeof html>;

/** The start page, and lists of comparisons. */
export interface HomeWords {
	/** What the digest is, in a sentence. */
	description: string;
	weekly(schedule: string): string;
	latestIssue: string;
	howDecided: string;
	latest: string;
	earlier: string;
	all: string;
	search: string;
	searchButton: string;
	newest(day: Html): Html;
	none: string;
}

/** The page of a comparison, and what it has in common with that of a tool. */
export interface ComparisonWords {
	/** Of the steps that lead to a page. */
	breadcrumb: { name: string; verdicts: string; compare: string };
	kind(day: Html): Html;
	facts: {
		community: string;
		entryPrice: string;
		verdict: string;
		pricing: string;
		bestFor: string;
		category: string;
	};
	decision: string;
	scorecard: string;
	noFigures: string;
	/** Above what a reviewer says of a tool, below their title. */
	on(tool: Html): Html;
	related: string;
	beside: { name: string; earlier: string; later: string };
}

export interface ToolWords {
	tools: string;
	reviews: string;
	comparisons: string;
}

/** How a tool stood. */
export interface Standing {
	/** Null: not known, as is the share. */
	verdict: Verdict | null;
	share: number | null;
}

/** When it stood otherwise, and since when it is as it is. */
export interface ChangeDays {
	/** The day on which the comparison was mailed. */
	on: string;
	/** Null: since no seal. */
	since: string | null;
}

/** What changed of a tool, in sentences. */
export interface ChangeWords {
	heading: string;
	verdict(tool: Html, was: Standing, is: Standing, days: ChangeDays): Html;
	/** The verdict is the same. */
	share(
		tool: Html,
		was: number | null,
		is: number | null,
		days: ChangeDays,
	): Html;
	/** @param was null: it was not given */
	price(tool: Html, was: Html | null, is: Html | null, days: ChangeDays): Html;
	history: string;
	now: string;
	/** @param call what the panel says @param score the average, null: not known */
	standing(call: Html, score: number | null, price: Html): Html;
}

/** One of the two pages that list everything. */
export interface IndexWords {
	title: string;
	description: string;
	/** Of the list. */
	list: string;
	more: string;
}

export interface BrowseWords {
	comparisons: IndexWords;
	tools: IndexWords;
	search: string;
	category: string;
	verdict: string;
	/** No limit. */
	all: string;
	show: string;
	showAll: string;
	pairs: Readonly<Record<PairVerdict, string>>;
	/** @param searched null: by nothing in words */
	nothing(searched: Html | null): Html;
}
