/*
 * Our words in the frame of the digest and in the letters, by name. A theme.json
 * replaces them one by one. {marks} are filled in; a sentence may have them
 * anywhere, or leave them out.
 */

export const wording = {
	/* The digest. */
	"digest-browser": "View in browser",
	"digest-number": "No. {number}",
	"digest-hello": "Hello {name},",
	"digest-minutes": "{minutes} min read",
	"digest-full": "In full",
	"digest-note": "Editor’s note",
	"digest-calls": "This week’s calls",
	"digest-brief": "In brief",
	"digest-in-full": "All reviews in full",
	"digest-vote": "Your vote:",
	"digest-voted-ship": "(you voted ship)",
	"digest-voted-skip": "(you voted skip)",
	"digest-voted": "How readers voted last week",
	"digest-voted-line": "{share}% of readers would ship it, {ship} to {skip}",
	"digest-more": "More this week",
	"digest-unlisted": "… and {more} more",
	"digest-site": "on the site",
	"digest-new": "New:",
	"digest-news-of": "{tool}: new, {comparison}",
	"digest-bookmarks": "Your bookmarks",
	"digest-bookmarks-rest": "… and {rest} more that you saved.",
	"digest-own-news": "Bookmarked: {tool} {change}",
	"digest-bookmarks-quiet": "Nothing changed since your last issue.",
	"digest-bookmarks-empty":
		"Nothing saved yet. The tools you bookmark appear here each week, with what changed.",
	"digest-bookmarks-all": "All your bookmarks",
	"digest-away": "While you were away",
	"digest-away-rest": "… and {missed} more changed.",
	"digest-away-all": "All issues",
	"digest-why":
		"You get this because {address} signed up for {publication} and confirmed it.",
	"digest-preferences": "Change how much you get",
	"digest-choices": "or read it through one reviewer’s eyes.",
	"digest-unsubscribe": "Unsubscribe",
	"digest-one-click": "with one click, at any time.",
	"digest-forwarded": "Forwarded to you?",
	"digest-forwarded-subscribe": "Get it weekly",
	"digest-share": "Share this issue",
	"digest-web": "This is issue {number} of {publication}.",
	"digest-subscribe": "Get it by email, every week",
	"digest-percent": "{share}%",

	/* Every letter. */
	"letter-hello": "Hello {name},",
	"letter-hello-nobody": "Hello,",

	/* Verdicts: a sign and a word, because colour alone is not enough. */
	"verdict-ship": "+ Ship",
	"verdict-skip": "× Skip",
	"verdict-unknown": "? Not given",

	/* Is it really you? */
	"confirm-subject": "Please confirm: {publication}",
	"confirm-preview": "One click, and the verdicts come to you.",
	"confirm-title": "Is this you?",
	"confirm-asked":
		"Somebody, most likely you, asked for {publication} to be sent to {address}.",
	"confirm-what":
		"You would get one mail a week, {schedule}: AI tools side by side, what a panel of four reviewers made of each, and whether to ship or skip.",
	"confirm-button": "Confirm my subscription",
	"confirm-silence":
		"Not you? Ignore this mail and nothing more will come. The button works for {days} days; without it you are on no list.",
	"confirm-never": "Never write to me again",

	/* The first letter to a subscriber. */
	"welcome-subject": "Welcome to {publication}",
	"welcome-preview": "What comes, when, and how to make it yours.",
	"welcome-title": "You are on the list",
	"welcome-when":
		"{publication} comes once a week: {schedule}. Your first issue is the next one out.",
	"welcome-what":
		"Each issue puts AI tools side by side: what the builder, the skeptic, the founder and the futurist scored and said, whether to ship or skip, and what each costs.",
	"welcome-latest": "Until then, the latest issue",
	"welcome-latest-line": "No. {number} · {date}",
	"welcome-unlisted": "… and {count} more.",
	"welcome-read": "Read it in the browser",
	"welcome-home": "The latest verdicts are on the site",
	"welcome-yours":
		"Make it yours: get it in brief, read through one reviewer’s eyes, save tools and hear when their verdict changes.",
	"welcome-preferences": "Your preferences",
	"welcome-bookmarks": "Your bookmarks",
	"welcome-leave": "Had enough, now or later? Every issue carries this link:",
	"welcome-unsubscribe": "Unsubscribe",

	/* After unsubscribing by mail. */
	"goodbye-subject": "You are off the list: {publication}",
	"goodbye-preview": "Nothing more will come.",
	"goodbye-title": "You are out",
	"goodbye-done":
		"{address} is off the list of {publication}. Nothing more will come, and there is nothing left for you to do.",
	"goodbye-mistake":
		"If that was a mistake, one click brings it back as it was.",
	"goodbye-button": "That was a mistake",

	/* A link to their own pages, asked for by address. */
	"preferences-link-subject": "Your link to {publication}",
	"preferences-link-preview":
		"To your preferences and bookmarks, without a password.",
	"preferences-link-title": "Your link",
	"preferences-link-asked":
		"Somebody, most likely you, asked for a link to the preferences of {address}. There is no password: the link is the key, so keep it to yourself.",
	"preferences-link-button": "Open my preferences",
	"preferences-link-bookmarks": "Your bookmarks",
	"preferences-link-silence":
		"You did not ask? Then nobody got in: this link went to you alone, and you can ignore it.",
	"preferences-link-unsubscribe": "Unsubscribe",

	/* To a subscriber without a sign of life for a long time. */
	"still-subject": "Do you still want {publication}?",
	"still-preview": "One click keeps it coming; silence ends it.",
	"still-title": "Still want this?",
	"still-why":
		"{publication} has been going to {address} for a while without a sign that anybody reads it, and we would rather not fill a mailbox for nothing.",
	"still-button": "Yes, keep it coming",
	"still-silence":
		"If you would rather not, do nothing: after {date} no more will come. Or be off the list at once:",
	"still-unsubscribe": "Unsubscribe",

	/* To the editor. */
	"notice-subject": "{publication}: {headline}",
	"notice-type": "To see its state, type on the server",
	"notice-studio": "The studio, on the server’s own machine",
	"notice-studio-open": "The studio",
	"notice-why": "You get this because EDITOR_ADDRESS names you.",

	/* To an editor who asked for a link to the studio. */
	"sign-in-subject": "{publication}: your link to the studio",
	"sign-in-preview": "It works once, for {minutes} minutes.",
	"sign-in-title": "Sign in to the studio",
	"sign-in-asked":
		"Somebody asked to sign in to the studio of {publication} as {address}, in this browser: {browser}. The link works once, for {minutes} minutes, and only in that browser.",
	"sign-in-button": "Sign in",
	"sign-in-code":
		"You read this on another device? Type this code on the page where you asked",
	"sign-in-silence":
		"You did not ask? Then ignore this letter, and tell nobody the code: whoever asked can’t get in without it.",
} as const;

export type Wording = Readonly<Record<keyof typeof wording, string>>;

/**
 * A sentence with its {marks} filled in, in one pass: values are never searched
 * for marks. A mark without a text or number in `values` stays.
 */
export function say(sentence: string, values: object): string {
	return sayWith(sentence, values).join("");
}

/** The same in pieces, for a value that is an element. */
export function sayWith<T = never>(
	sentence: string,
	values: object,
	elements: Readonly<Record<string, T>> = {},
): (string | T)[] {
	const known = new Map<string, string | T>(Object.entries(elements));
	for (const [name, value] of Object.entries(values))
		if (typeof value === "string" || typeof value === "number")
			known.set(name, String(value));
	return sentence
		.split(/(\{[\w-]+\})/)
		.map((piece) =>
			piece.startsWith("{") ? (known.get(piece.slice(1, -1)) ?? piece) : piece,
		);
}
