import { html } from "hono/html";
import type { DataWords, LeavingWords } from "../leaving-words.ts";

export const leaving: LeavingWords = {
	ask: {
		title: "Unsubscribe",
		heading: (publication) => html`Unsubscribe from ${publication}?`,
		what: (address) =>
			html`No further issue will be mailed to ${address}, not even one that is being sent right now.`,
		button: "Unsubscribe",
		orPause: "Or pause",
		nothingYet: "Changed your mind? Close this page: nothing has changed yet.",
	},
	done: {
		title: "Unsubscribed",
		heading: "You are unsubscribed",
		what: (address) =>
			html`${address} gets no further issues. One that was being sent at this very moment may still arrive. It is the last one.`,
		undo: "That was a mistake: subscribe me again",
		thanks: (home) =>
			html`Thank you for reading. The <a href="${home}">verdicts</a> stay open to everyone.`,
	},
	back: {
		title: "Welcome back",
		what: (address, schedule) =>
			html`${address} gets every issue again: ${schedule}. Your bookmarks and preferences are unchanged.`,
		paused: (address, until) =>
			html`${address} is subscribed again. Your bookmarks and preferences are unchanged, and so is your pause: you get nothing until ${until}. After that, issues start again by themselves.`,
	},
	returnMailed: {
		title: "Check your mail",
		what: (address) =>
			html`It is a while since you left, and others may have your old mails. So a mail with a link to confirm is on its way to ${address}. Press the button there, and you are subscribed again.`,
		limit: "We send at most one such mail a day.",
	},
	paused: {
		title: "Paused",
		heading: (until) => `Paused until ${until}`,
		what: (address) =>
			html`Nothing is mailed to ${address} until then, not even an issue that is being sent right now. After that, issues start again by themselves.`,
	},
	pauseOver: {
		title: "Pause ended",
		heading: "The pause is over",
		what: (address, schedule) =>
			html`${address} gets every issue again: ${schedule}.`,
	},
};

export const data: DataWords = {
	title: "What we keep about you",
	what: (address, preferences) =>
		html`For ${address} we keep your address and name, your <a href="${preferences}">preferences</a>, the dates when you signed up and confirmed, and:`,
	lists: {
		consents: "What you agreed to, when and from where",
		confirmations: "Confirmation links that we mailed to you",
		signUps: "Sign-ups that are being processed",
		suppressions: "Notes not to mail you",
		bookmarks: "Tools you saved",
		votes: "Votes you cast",
		letters: "Single mails to you, such as the welcome",
		deliveries: "Issues mailed to you, and what the mail servers answered",
		deliveryAttempts: "Attempts to mail you that failed at first",
		setbacks:
			"Why a mail server did not take an issue for you, in general words",
		preflights:
			"Checks of an issue that looked at your copy before it was sent",
	},
	count: (list, count) => `${list}: ${count}`,
	signedUp: (day) => html`You signed up on ${day}`,
	lastIssue: (day) =>
		html`A mail server accepted the last issue for you on ${day}`,
	language: (name) => `The language of your mails: ${name}`,
	download: "Download (JSON)",
	noPixel:
		"We do not know whether you open or read a mail: there is no tracking pixel.",
	eraseHeading: "Erase it",
	eraseWhat: "Everything above is erased, and you get no further issues.",
	eraseLink: "Erase my data",
	erase: {
		title: "Erase what we keep about you",
		heading: "Erase everything?",
		what: (address, publication) =>
			html`Your address ${address}, your name, preferences, bookmarks and votes are erased at once. ${publication} is not mailed to you any more, not even an issue that is being sent right now. This can't be undone.`,
		kept: "Two things are kept: that each issue was sent to one more person, without the person, and a keyed hash of your address. The hash does not reveal your address, and keeps an import from adding it again.",
		keptConsents:
			"The proof of what you agreed to is also kept under that hash, for as long as the law requires it.",
		again: "You can sign up again at any time.",
		tick: "Please tick the box to confirm.",
		sure: "Yes, erase everything",
		button: "Erase",
		instead: (copy, unsubscribe) =>
			html`<a href="${copy}">Download a copy first</a>, or only <a href="${unsubscribe}">unsubscribe</a>.`,
	},
	erased: {
		title: "Erased",
		heading: "Your data has been erased",
		what: "We no longer keep anything that says who you are, and no further issue is mailed to you. A message that was being sent at this very moment may still arrive. It is the last one.",
		stay: (home) =>
			html`The <a href="${home}">verdicts</a> stay open to everyone.`,
	},
};
