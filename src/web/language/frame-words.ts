import type { html } from "hono/html";
import type { Verdict } from "../../db/catalog-tables.ts";

type Html = ReturnType<typeof html>;

/** The menu and the foot of every page. */
export interface SiteFrameWords {
	skip: string;
	menu: {
		name: string;
		verdicts: string;
		tools: string;
		issues: string;
		bookmarks: string;
		subscribe: string;
	};
	mailedBy(publication: Html, postalAddress: Html): Html;
	oneClick: string;
	comparisons: string;
	panel: string;
	privacy: string;
	feed: string;
}

/** Pages that say why there is nothing else. */
export interface FaultWords {
	notFound: { title: string; why: string; verdicts: string; issues: string };
	wrongLink: {
		title: string;
		why(days: number): string;
		/** @param subscribe where they sign up @param requestLink where they ask for a link to their preferences */
		next(subscribe: string, requestLink: string): Html;
		unsubscribe: string;
	};
	/** A link that its owner disabled. */
	oldLink: { title: string; why: string; next(requestLink: string): Html };
	badText: { title: string; why: string; next: string };
	tooLarge: { title: string; why: string };
	failed: { title: string; heading: string; next: string };
	busy: { title: string; next: string };
}

/** What the scripts write: plain texts, with {tool} for a name. */
export interface ScriptWords {
	save: string;
	saved: string;
	voted: Readonly<Record<Verdict, string>>;
	notVoted: string;
	notLoaded: string;
	/** "Community: {community}" */
	community: string;
	remove: string;
	removeTool: string;
	/** By the verdict that holds now. */
	changed: Readonly<Record<Verdict, string>>;
	/** On the button, while the browser computes. */
	wait: string;
}
