import { html } from "hono/html";
import { CHOICE_FAULTS } from "../../../subscriber/choices.ts";
import type { PageWords } from "../page-words.ts";
import type {
	BookmarkWords,
	PauseWords,
	PreferencesWords,
	ReconfirmWords,
	RememberWords,
	VoteWords,
} from "../reader-words.ts";

export const owner: PageWords["owner"] = (address, subscribe) =>
	html`Are you ${address}? What you press here counts for this address. If somebody forwarded the mail to you, please close this page and <a href="${subscribe}">get your own mail every week</a>.`;

export const preferences: PreferencesWords = {
	title: "Your preferences",
	heading: "What you get",
	whose: (address) => html`For ${address}.`,
	save: "Save",
	preview: "See the next digest as you will get it",
	otherPages: "Your other pages",
	bookmarks: "Your bookmarks",
	data: {
		link: "What we keep about you",
		note: ": download it or have it erased",
	},
	unsubscribe: "Unsubscribe",
	disable: {
		why: "Does somebody else have one of your mails? Then make all older links to this page stop working.",
		button: "Disable old links",
	},
	done: {
		saved: "Saved. This applies from the next issue.",
		savedWhileAway: "Saved. It applies if you subscribe again.",
		paused: "Paused.",
		pauseOver: "The pause is over.",
		disabled:
			"Older links to this page no longer work. Your next mail has a new one.",
	},
	noSuchPause: "There is no such pause. Press one of the buttons.",
	fault: CHOICE_FAULTS,
	fields: {
		format: "How much you get",
		full: {
			name: "The whole digest",
			note: "every comparison with verdicts, costs and reviews",
		},
		brief: { name: "In brief", note: "the week’s verdicts, one sentence each" },
		lens: "Whose view comes first",
		panel: { name: "The whole panel", note: "all four reviewers" },
		reviewer: "their verdict and words come first",
		language: "In which language",
		categories: "Send me an issue only if it covers",
		categoriesNote:
			"You get an issue only if it covers one of these, and then you get all of it. Tick all or none to get every issue.",
		name: "Your name, for the greeting in mails",
		zone: { name: "Your time zone", note: "for the dates on your own pages" },
		tracking: {
			name: "Count which links I follow.",
			note: "Off unless you turn it on. We never check whether you open a mail.",
		},
	},
	left: {
		heading: "You are unsubscribed.",
		what: "You get no issues, whatever is chosen below.",
		pause: (until) => `If you come back, your pause until ${until} goes on.`,
		back: "Subscribe me again",
		signUp: "Sign up again",
	},
	noPreview: {
		title: "The next digest",
		heading: "Nothing yet",
		what: "There are no comparisons for the next issue yet. Look again in a day or two.",
	},
};

export const pause: PauseWords = {
	heading: "Pause",
	what: "You get no issues for a while. Then they start again by themselves.",
	weeks: (count) => `${count} weeks`,
	until: (day) => `Your subscription is paused until ${day}.`,
	end: "End the pause",
};

export const bookmarks: BookmarkWords = {
	title: "Bookmarks",
	done: (isSaved, tool) => html`${isSaved ? "Saved" : "Removed"}: ${tool}`,
	changed: (is, was) => `Changed: now ${is}, was ${was}`,
	community: (votes) => `Community: ${votes}`,
	remove: "Remove",
	removeTool: (tool) => `Remove ${tool}`,
	none: "No bookmarks yet. Bookmark tools to save them for later.",
	saveHeading: (tool) => html`Save ${tool}?`,
	saveButton: (tool) => `Save ${tool}`,
	loading: "Loading your bookmarks …",
	noScript:
		"Your browser keeps your bookmarks, which needs JavaScript. Subscribers can save tools with the links in their mail, without JavaScript.",
	kept: "Your bookmarks are kept in this browser.",
	subscribe: (subscribe) =>
		html`<a href="${subscribe}">Subscribe</a>, and they are added to your subscription: each issue then shows what changed about them.`,
};

export const vote: VoteWords = {
	title: (tool) => `Vote on ${tool}`,
	heading: (tool) => html`Ship or skip ${tool}?`,
	current: (verdict) =>
		html`Your vote: <b class="${verdict}">${verdict}</b>. You can change it.`,
	button: { ship: "Ship it", skip: "Skip it" },
	remove: "Remove my vote",
	about: (tool, url) =>
		html`<a href="${url}">All about ${tool}</a>. Each reader has one vote on each tool. It counts towards the community’s verdict.`,
	thanks: (verdict) => `Thank you. You voted ${verdict}.`,
	removed: "Your vote was removed.",
	community: (votes) => `The community: ${votes}`,
	hint: (subscribe) =>
		html`Subscribers vote with the links in their mail. <a href="${subscribe}">Subscribe</a>`,
	noTool: {
		title: "Vote on a tool",
		heading: "Which tool?",
		why: "This address does not say which tool it is about. What you voted is kept.",
		next: (home) =>
			html`Choose a tool among the <a href="${home}">verdicts</a>, and vote on its page.`,
	},
};

export const reconfirm: ReconfirmWords = {
	title: "Do you still want it?",
	heading: (publication) => html`Do you still want ${publication}?`,
	what: (address) => html`Press the button, and it keeps coming to ${address}.`,
	button: "Yes, keep it coming",
	silence: "If you do not answer, you will be unsubscribed.",
	thanks: "Thank you",
	goesOn: (address, schedule, until) =>
		html`It keeps coming to ${address}: ${schedule}.${until === null ? "" : ` Your pause until ${until} goes on.`}`,
	tooLate: (unsubscribe) =>
		html`You had already been unsubscribed. <a href="${unsubscribe}">Subscribe again</a>`,
};

export const remember: RememberWords = {
	heading: "Save and vote on this site, too",
	what: (address) =>
		html`If you are ${address} and this is your own browser, it can remember that you are a subscriber. It keeps nothing else, and you can turn this off here.`,
	remember: "Remember me in this browser",
	stop: "Stop remembering me",
};
