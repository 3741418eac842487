import type { LatestIssue } from "../../issue/content/latest.ts";

/*
 * What the letters say besides their wording. A letter is a mail to one
 * person that belongs to no issue; each is a pure function of its data.
 */

/** Every letter a reader or an editor can get, and what it is written from. */
export interface LetterDataByName {
	/** To an address that somebody typed into the form. No list mail: mail it without one-click headers. */
	confirmation: ConfirmationData;
	/** Once, to a new subscriber. Mail it with its `unsubscribeUrl` in the one-click headers. */
	welcome: WelcomeData;
	/** To one who left by mail or was taken off by an operator: whoever left by the page has read it there. */
	goodbye: GoodbyeData;
	/** The link to their own pages, asked for by address. Sent to subscribers alone, whatever the page answers. */
	preferencesLink: PreferencesLinkData;
	/** To one who has given no sign of life for long. Mail it with its `unsubscribeUrl` in the one-click headers. */
	stillWanted: StillWantedData;
	/** To the editor. */
	notice: NoticeData;
}

export type LetterName = keyof LetterDataByName;

/** Each a pure function of its data. @throws TemplateError with file and line; Failure `bad-url` */
export type Letters = {
	[Kind in LetterName]: (data: LetterDataByName[Kind]) => Promise<Letter>;
};

export interface Letter {
	subject: string;
	html: string;
	text: string;
}

/** Who writes. */
export interface LetterSender {
	publication: string;
	/** The site's front page. */
	homeUrl: string;
	postalAddress: string;
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
	/** "Never write to me again": a page with a button. Null: there is none, and the letter says that silence is enough. */
	neverUrl: string | null;
	/** For how many days the link works. */
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
	/** The last day to answer: "24 December 2026". */
	answerBy: string;
}

export interface NoticeData extends LetterSender {
	/** "Issue 12 is paused", without the publication's name. */
	headline: string;
	/** What happened and what to do, in whole sentences. */
	message: string;
	/** What to type on the server to see more; null: nothing. */
	command: string | null;
	/** The editors' desk, as the server's own machine reaches it. */
	studioUrl: string;
}
