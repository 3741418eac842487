import { html } from "hono/html";
import { ADDRESS_FAULTS } from "../../../subscriber/address.ts";
import type { ConfirmWords, SignUpWords } from "../sign-up-words.ts";

export const signUp: SignUpWords = {
	address: "Your email address",
	language: "Language of the mail",
	honeypot: "Leave this empty",
	noScript:
		"This form needs JavaScript at the moment. It gets many automated sign-ups, so each browser must compute for about a second before it sends the form.",
	badAddress: ADDRESS_FAULTS,
	formFault: {
		"too-old":
			"This page was open for too long. Please press the button again.",
		"too-many":
			"Many sign-ups are arriving at the moment. Please press the button again.",
		"no-proof":
			"Your browser could not complete the check against automated sign-ups. It needs JavaScript and a few seconds. Please press the button again.",
	},
	subscribe: {
		title: "Subscribe",
		description: (publication, schedule) =>
			`${publication} by mail: one issue a week, ${schedule}.`,
		heading: (publication) => html`Get ${publication}`,
		what: (schedule) =>
			`One email a week, ${schedule}. First we mail you a link to confirm your address. You get nothing else until you press the button there.`,
		button: "Subscribe",
		already: (requestLink) =>
			html`Already a subscriber? <a href="${requestLink}">Change what you get</a>.`,
	},
	invitation: {
		heading: "Get the next comparison in your inbox",
		what: (schedule) =>
			`New AI tools ship daily. One email a week, ${schedule}, says which of them to ship with, and which to skip.`,
	},
	subscribeSent: {
		title: "Check your mail",
		what: "If this address can be subscribed, a mail with a link is on its way. Press the button there, and you get the next issue.",
		next: "Nothing after some minutes? Look in your spam folder, and check the spelling of your address. We send at most one such mail a day.",
	},
	requestLink: {
		title: "Your preferences",
		heading: "Change what you get",
		what: "Every mail from us has a link to your own page. If you have none at hand, we mail you the link. There is no password.",
		button: "Mail me my link",
	},
	requestLinkSent: {
		title: "Check your mail",
		what: "If this address is subscribed, a mail with the link to your preferences is on its way.",
		next: (subscribe) =>
			html`We send at most one such mail a day. Not a subscriber yet? <a href="${subscribe}">Subscribe</a>.`,
	},
};

export const confirm: ConfirmWords = {
	ask: {
		title: "Confirm your subscription",
		heading: (publication) => html`Get ${publication}?`,
		what: (schedule, address) =>
			html`One email a week, ${schedule}, to ${address}. You can unsubscribe with one click from any issue.`,
		button: "Confirm",
		notYou: (never) =>
			html`Did you not ask for this? Close this page, and nothing more will be mailed to you. You can also tell us <a href="${never}">never to write to you again</a>.`,
	},
	never: {
		title: "Never write to me again",
		heading: "Never write to you again?",
		what: (address) =>
			html`Nothing will ever be mailed to ${address} again, even if somebody enters it in our form.`,
		button: "Never write to me again",
		instead: (confirmLink) =>
			html`Do you want it after all? <a href="${confirmLink}">Confirm your subscription</a>.`,
	},
	refused: {
		title: "We will not write again",
		what: (address) =>
			html`${address} is now on our list of addresses that are never mailed. If you change your mind one day, please write to us: the form cannot subscribe you again.`,
	},
	done: {
		title: "Confirmed",
		heading: "You are subscribed",
		what: (schedule) =>
			`You will get every issue from now on: ${schedule}. A mail with the latest issue and the links to your own pages is on its way.`,
		choose: (preferences) =>
			html`<a href="${preferences}">Choose what you get</a>: in full or in brief, through the eyes of one reviewer, only some categories.`,
		stop: (home, issues) =>
			html`To stop, use the link “Unsubscribe” in any issue. Until the first one, read the <a href="${home}">latest verdicts</a> or the <a href="${issues}">past issues</a>.`,
	},
	still: {
		what: (address, schedule, until) =>
			html`${address} is confirmed, and gets every issue${until === null ? "" : ` after the pause until ${until}`}: ${schedule}.`,
		stop: "To stop, use the link “Unsubscribe” in any issue.",
	},
	left: {
		title: "Unsubscribed",
		heading: "You are unsubscribed",
		what: (address, subscribe) =>
			html`${address} gets no issues: you unsubscribed after this link was mailed. To get them, <a href="${subscribe}">sign up again</a>.`,
	},
};
