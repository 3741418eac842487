import type { LatestIssue } from "../../issue/content/latest.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";

/*
 * What the letters are written from, besides their wording. A letter is a
 * single mail to one person and belongs to no issue.
 */

/** Every letter that a reader or an editor can get, and what it is written from. */
export interface LetterDataByName {
	/** To an address that somebody typed into the form. It is no list mail: it gets no one-click headers. */
	confirmation: ConfirmationData;
	/** Once, to a new subscriber. Its `unsubscribeUrl` belongs in the one-click headers. */
	welcome: WelcomeData;
	/** To a subscriber who unsubscribed by mail, or was unsubscribed by an operator. Others have read the page that says so. */
	goodbye: GoodbyeData;
	/** The link to their own pages, requested by address. Only subscribers get it, though the page gives everybody the same answer. */
	preferencesLink: PreferencesLinkData;
	/** To a subscriber without a sign of life for a long time. Its `unsubscribeUrl` belongs in the one-click headers. */
	stillWanted: StillWantedData;
	/** To the editor. */
	notice: NoticeData;
	/** To an editor who asked to sign in to the studio. */
	signIn: SignInData;
}

export type LetterName = keyof LetterDataByName;

/** One function for each letter, pure but for the templates that it reads. @throws TemplateError with file and line; Failure `bad-url` */
export type Letters = {
	[Kind in LetterName]: (data: LetterDataByName[Kind]) => Promise<Letter>;
};

export interface Letter {
	subject: string;
	html: string;
	text: string;
}

/** The sender of a letter. */
export interface LetterSender {
	publication: string;
	/** The site's front page. */
	homeUrl: string;
	postalAddress: string;
	/** Of the letter. Absent: the publication's first. */
	language?: LanguageTag;
}

/** A letter to a reader. */
export interface ReaderLetter extends LetterSender {
	/** Null: no name is known. */
	name: string | null;
	address: string;
}

export interface ConfirmationData extends ReaderLetter {
	/** The page with the button. */
	confirmUrl: string;
	/** The page with the button "Never write to me again"; null: the letter has no such link. */
	neverUrl: string | null;
	/** The link works for this many days. */
	days: number;
	/** "Tuesdays at 09:00 (Europe/Berlin)" */
	schedule: string;
}

export interface WelcomeData extends ReaderLetter {
	schedule: string;
	/** Null: none has gone out yet. */
	latest: LatestIssue | null;
	preferencesUrl: string;
	bookmarksUrl: string;
	unsubscribeUrl: string;
}

export interface GoodbyeData extends ReaderLetter {
	/** The page with the button "that was a mistake". */
	returnUrl: string;
}

export interface PreferencesLinkData extends ReaderLetter {
	preferencesUrl: string;
	bookmarksUrl: string;
	unsubscribeUrl: string;
}

export interface StillWantedData extends ReaderLetter {
	/** The page with the button that keeps the digest coming. */
	keepUrl: string;
	unsubscribeUrl: string;
	/** The last day to answer in words: "24 December 2026". */
	answerBy: string;
}

export interface SignInData extends LetterSender {
	/** The page with the button. */
	signInUrl: string;
	/** For the page on which they asked: "4826 1937". */
	code: string;
	address: string;
	/** What the browser that asked calls itself. */
	browser: string;
	/** For how long the link and the code work. */
	minutes: number;
}

export interface NoticeData extends LetterSender {
	/** "Issue 12 is paused", without the publication's name. */
	headline: string;
	/** What happened and what to do, in whole sentences. */
	message: string;
	/** The command to type on the server to see more; null: none. */
	command: string | null;
	/** The studio's address on the server's own machine. */
	studioUrl: string;
}
