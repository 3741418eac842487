import type { html } from "hono/html";

type Html = ReturnType<typeof html>;

export interface LeavingWords {
	ask: {
		title: string;
		heading(publication: Html): Html;
		what(address: Html): Html;
		button: string;
		orPause: string;
		nothingYet: string;
	};
	done: {
		title: string;
		heading: string;
		what(address: Html): Html;
		undo: string;
		thanks(home: string): Html;
	};
	back: {
		title: string;
		what(address: Html, schedule: string): Html;
		/** Their pause from before goes on. */
		paused(address: Html, until: string): Html;
	};
	returnMailed: { title: string; what(address: Html): Html; limit: string };
	paused: {
		title: string;
		heading(until: string): string;
		what(address: Html): Html;
	};
	pauseOver: {
		title: string;
		heading: string;
		what(address: Html, schedule: string): Html;
	};
}

/** The lists of the data export, by their names there. */
export type DataList =
	| "consents"
	| "confirmations"
	| "signUps"
	| "suppressions"
	| "bookmarks"
	| "votes"
	| "letters"
	| "deliveries"
	| "deliveryAttempts"
	| "setbacks"
	| "preflights";

export interface DataWords {
	title: string;
	what(address: Html, preferences: string): Html;
	/** In the order of the page. */
	lists: Readonly<Record<DataList, string>>;
	count(list: string, count: number): string;
	signedUp(day: Html): Html;
	lastIssue(day: Html): Html;
	language(name: string): string;
	download: string;
	noPixel: string;
	eraseHeading: string;
	eraseWhat: string;
	eraseLink: string;
	erase: {
		title: string;
		heading: string;
		what(address: Html, publication: Html): Html;
		/** What is not erased. */
		kept: string;
		keptConsents: string;
		again: string;
		tick: string;
		sure: string;
		button: string;
		instead(data: string, unsubscribe: string): Html;
	};
	erased: {
		title: string;
		heading: string;
		what: string;
		stay(home: string): Html;
	};
}
