import type { html } from "hono/html";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { ChoiceFault } from "../../subscriber/choices.ts";

type Html = ReturnType<typeof html>;

/** A choice among several: what it is called, and what it means. */
export interface ChoiceWords {
	name: string;
	note: string;
}

export interface PreferencesWords {
	title: string;
	heading: string;
	whose(address: Html): Html;
	save: string;
	preview: string;
	otherPages: string;
	bookmarks: string;
	data: { link: string; note: string };
	unsubscribe: string;
	disable: { why: string; button: string };
	done: {
		saved: string;
		savedWhileAway: string;
		paused: string;
		pauseOver: string;
		disabled: string;
	};
	noSuchPause: string;
	fault: Readonly<Record<ChoiceFault, string>>;
	fields: {
		format: string;
		full: ChoiceWords;
		brief: ChoiceWords;
		lens: string;
		panel: ChoiceWords;
		reviewer: string;
		language: string;
		categories: string;
		categoriesNote: string;
		name: string;
		zone: ChoiceWords;
		tracking: ChoiceWords;
	};
	left: {
		heading: string;
		what: string;
		pause(until: string): string;
		back: string;
		signUp: string;
	};
	noPreview: { title: string; heading: string; what: string };
}

export interface PauseWords {
	heading: string;
	what: string;
	/** On a button. */
	weeks(count: number): string;
	until(day: string): string;
	end: string;
}

export interface BookmarkWords {
	title: string;
	done(isSaved: boolean, tool: Html): Html;
	changed(is: Verdict, was: Verdict): string;
	community(votes: string): string;
	remove: string;
	removeTool(tool: string): string;
	none: string;
	/** Where a "save" link in a mail leads. */
	saveHeading(tool: Html): Html;
	saveButton(tool: string): string;
	/** The page of a visitor, whose browser keeps them. */
	loading: string;
	noScript: string;
	kept: string;
	subscribe(subscribe: string): Html;
}

export interface VoteWords {
	title(tool: string): string;
	heading(tool: Html): Html;
	current(verdict: Verdict): Html;
	button: Readonly<Record<Verdict, string>>;
	remove: string;
	/** @param url the page of the tool */
	about(tool: Html, url: string): Html;
	thanks(verdict: Verdict): string;
	removed: string;
	community(votes: string): string;
	/** Next to the buttons, for who can't use them. */
	hint(subscribe: string): Html;
	noTool: {
		title: string;
		heading: string;
		why: string;
		next(home: string): Html;
	};
}

/** The answer to the letter that asks whether they still want it. */
export interface ReconfirmWords {
	title: string;
	heading(publication: Html): Html;
	what(address: Html): Html;
	button: string;
	silence: string;
	thanks: string;
	/** @param until the day on which their pause ends; null: there is none */
	goesOn(address: Html, schedule: string, until: string | null): Html;
	tooLate(unsubscribe: string): Html;
}

/** The browser may keep the two links by which a reader saves and votes. */
export interface RememberWords {
	heading: string;
	what(address: Html): Html;
	remember: string;
	stop: string;
}
