import { html } from "hono/html";
import type {
	FaultWords,
	ScriptWords,
	SiteFrameWords,
} from "../frame-words.ts";

export const site: SiteFrameWords = {
	skip: "Skip to the content",
	menu: {
		name: "Site",
		verdicts: "Verdicts",
		tools: "Tools",
		issues: "Issues",
		bookmarks: "Bookmarks",
		subscribe: "Subscribe",
	},
	mailedBy: (publication, postalAddress) =>
		html`${publication} is mailed by ${postalAddress}.`,
	oneClick: "You can unsubscribe with one click from any issue.",
	comparisons: "All comparisons",
	panel: "The panel",
	privacy: "Privacy",
	feed: "Feed",
};

export const faults: FaultWords = {
	notFound: {
		title: "Page not found",
		why: "The page may have moved, or its address is incomplete.",
		verdicts: "Latest verdicts",
		issues: "Past issues",
	},
	wrongLink: {
		title: "This link does not work",
		why: (days) =>
			`It may be incomplete: mail programs sometimes break long links. A link that confirms a subscription works once, within ${days} days.`,
		next: (subscribe, requestLink) =>
			html`If it was one to confirm, <a href="${subscribe}">sign up again</a>. If it was one to your preferences, <a href="${requestLink}">have a new one mailed to you</a>.`,
		unsubscribe:
			"To unsubscribe, use the link in any issue you have received. Those links never expire.",
	},
	oldLink: {
		title: "Old links are disabled",
		why: "This is one of the older links to your preferences. They were disabled by the button “Disable old links”, and nothing was changed by opening this one.",
		next: (requestLink) =>
			html`Your next mail has a new link. You can also <a href="${requestLink}">have it mailed to you now</a>.`,
	},
	badText: {
		title: "This can’t be read",
		why: "What your browser sent is incomplete, or contains a control character. Nothing was saved.",
		next: "Go back, type the text instead of pasting it, and send it again.",
	},
	tooLarge: {
		title: "Too much data",
		why: "Your browser sent more than this page accepts. Nothing was saved.",
	},
	failed: {
		title: "Something went wrong",
		heading: "Something went wrong on our side",
		next: "Please try again in a moment.",
	},
	busy: {
		title: "Too many readers at once",
		next: "Please try again in a moment.",
	},
};

export const scripts: ScriptWords = {
	save: "Save",
	saved: "Saved",
	voted: {
		ship: "Thank you. You voted ship.",
		skip: "Thank you. You voted skip.",
	},
	notVoted: "Your vote was not saved. Please use the link in your mail.",
	notLoaded: "Your bookmarks could not be loaded. Please reload this page.",
	community: "Community: {community}",
	remove: "Remove",
	removeTool: "Remove {tool}",
	changed: {
		ship: "Changed: now ship, was skip",
		skip: "Changed: now skip, was ship",
	},
	wait: "One moment …",
};
