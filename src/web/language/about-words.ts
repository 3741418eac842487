import type { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";

type Html = ReturnType<typeof html>;

/** Past issues: their list, the bar above each, and their entries in the feed. */
export interface IssuesWords {
	title: string;
	description: string;
	none: string;
	/** "No. 7" */
	number(number: number): string;
	/** "No. 7, Its subject" */
	named(number: number, subject: Html): Html;
	bar: {
		name: string;
		all: string;
		previous(number: number): string;
		next(number: number): string;
		subscribe: string;
	};
	/** The title of an entry in the feed. */
	entry(number: number, subject: string): string;
	/** Of a tool, in an entry. */
	call(tool: Html, call: string, tagline: Html): Html;
	facts(price: Html, bestFor: Html): Html;
}

export interface PanelWords {
	title: string;
	description: string;
	what: string;
	/** What each asks, as the half of a sentence that begins with their title. */
	questions: Readonly<Record<Reviewer, string>>;
	verdict: { heading: string; rule: Html; history: string };
	/** @param minimum votes from which they are shown, at least 1 */
	community: { heading: string; rule(minimum: number): string };
	unknown: { heading: string; rule: string };
	verdicts: string;
	tools: string;
}

/** For how long what is kept, as the settings say. */
export type Limits = Pick<
	Config,
	| "retainConsents"
	| "retainDeliveries"
	| "retainLogs"
	| "retireAfter"
	| "retireGrace"
	| "erasedConsents"
>;

export interface PrivacyWords {
	title: string;
	description(publication: string): string;
	standfirst: string;
	reading: { heading: string; what: string };
	subscribing: { heading: string; what: string; howLong: string; rest: string };
	/** @param days for which a link confirms an address */
	kept(
		limits: Limits,
		days: number,
	): readonly (readonly [what: string, howLong: string])[];
	rights: {
		heading: string;
		leave: Html;
		see(requestLink: string): Html;
		erase: Html;
	};
	responsible: string;
}

/** What the API says to people: its callers can show it. */
export interface ApiWords {
	accepted: string;
	notJson: string;
	noProof: string;
	badText: string;
}
