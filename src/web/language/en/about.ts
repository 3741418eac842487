import { html } from "hono/html";
import { spanInWords, type TimeSpan } from "../../../time/time-span.ts";
import type {
	ApiWords,
	IssuesWords,
	PanelWords,
	PrivacyWords,
} from "../about-words.ts";

export const issues: IssuesWords = {
	title: "Past issues",
	description: "Every issue as it was mailed.",
	none: "No issue has gone out yet.",
	number: (number) => `No. ${number}`,
	named: (number, subject) => html`No. ${number}, ${subject}`,
	bar: {
		name: "Site",
		all: "All issues",
		previous: (number) => `Previous: No. ${number}`,
		next: (number) => `Next: No. ${number}`,
		subscribe: "Subscribe",
	},
	entry: (number, subject) => `No. ${number}: ${subject}`,
	call: (tool, call, tagline) => html`${tool}: ${call}. ${tagline}`,
	facts: (price, bestFor) => html`Entry price: ${price}. Best for: ${bestFor}`,
};

export const panel: PanelWords = {
	title: "About the panel",
	description:
		"Four reviewers, one question each: how their scores become a verdict, ship or skip.",
	what: "Four reviewers look at each tool. Each has one question, gives a score from 0 to 100, says ship or skip, and says why.",
	questions: {
		builder: "asks what it is like to build with",
		skeptic: "asks where it breaks and what the alternatives are",
		founder: "asks who pays, and for what",
		futurist: "asks where it leads",
	},
	verdict: {
		heading: "The panel verdict",
		rule: html`A tool is a <b class="ship">ship</b> if at least half of the reviewers say ship, and a <b class="skip">skip</b> otherwise. “75% panel ship” means that three of the four would ship it.`,
		history:
			"A review belongs to the tool, so a tool has the same reviews in every comparison. If the panel changes its mind, the comparisons change too. Then their pages say what the verdict was when they were mailed, and the page of the tool has the whole history.",
	},
	community: {
		heading: "The community",
		rule: (minimum) =>
			`Readers vote too, ship or skip, each once on each tool. Their votes are shown next to the panel’s verdict, never mixed with it, and only from ${minimum} ${minimum === 1 ? "vote" : "votes"} on.`,
	},
	unknown: {
		heading: "What is not known",
		rule: "A score, verdict or price that is not known is called “not given”. It never counts as 0 or as skip.",
	},
	verdicts: "The latest verdicts",
	tools: "All tools",
};

/** @param event from which the time counts; null: it has no end */
const after = (span: TimeSpan | null, event: string) =>
	span === null
		? "as long as this digest exists"
		: `${spanInWords(span)} after ${event}`;

export const privacy: PrivacyWords = {
	title: "Privacy",
	description: (publication) =>
		`What ${publication} keeps of its readers, and for how long.`,
	standfirst: "No cookies, and no tracking pixel. This is all that is kept.",
	reading: {
		heading: "If you only read here",
		what: "The server’s log has a line for each page that was asked for: which page, when, and how long it took. It has no address of yours and no name of your browser. Tools that you save stay in your own browser.",
	},
	subscribing: {
		heading: "If you subscribe",
		what: "What",
		howLong: "How long",
		rest: "We do not know whether you open or read a mail. Links are not counted unless you turn that on among your preferences. Nothing is given or sold to others; mail servers on the way to you see your address, as with any mail.",
	},
	kept: (limits, days) => [
		[
			"Your address, the name you gave, and what you chose",
			limits.retireAfter === null
				? "until you have it erased"
				: `until you have it erased. After ${spanInWords(limits.retireAfter)} without a sign of you we ask whether you still want the mails; without an answer within ${spanInWords(limits.retireGrace)} you are unsubscribed`,
		],
		[
			"Tools you saved, and your votes",
			"until you remove them, or have them erased",
		],
		[
			"The proof that you asked for the mails: the text you agreed to, when, and from which network address and browser",
			`${after(limits.retainConsents, "you left")}${limits.erasedConsents === "keep" ? ". It is kept even if you have the rest erased, and only a keyed hash of your address leads to it then" : ", or until you have it erased"}`,
		],
		["A link that confirms your address", `works once, for ${days} days`],
		[
			"Which issues were mailed to you",
			after(limits.retainDeliveries, "the issue was complete"),
		],
		["What the mail servers answered", after(limits.retainLogs, "the answer")],
		[
			"A note not to mail an address, after a bounce, a complaint or a request",
			"until it is lifted; as a keyed hash, not as the address",
		],
	],
	rights: {
		heading: "What you can do",
		leave: html`<b>Leave</b> with one click, from any issue.`,
		see: (requestLink) =>
			html`<b>See, change and take along</b> everything we keep about you, on the page of your <a href="${requestLink}">preferences</a>.`,
		erase: html`<b>Have it erased</b>, on the same page. What remains is a note not to mail you if you asked for that, without your address in it.`,
	},
	responsible: "Who is responsible",
};

export const api: ApiWords = {
	accepted:
		"If this address can be subscribed, a mail with a link to confirm it is on its way.",
	notJson: 'Send JSON such as {"email": "ada@example.com"}.',
	noProof:
		"Solve the challenge from GET /api/v1/challenge and send the solution as `altcha`.",
	badText:
		"The request is incomplete, or a text in it has a control character. Nothing was saved. Send it as UTF-8, without control characters.",
};
