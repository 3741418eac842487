import type {
	ConfirmationData,
	GoodbyeData,
	Letter,
	LetterDataByName,
	LetterName,
	Letters,
	NoticeData,
	PreferencesLinkData,
	ReaderLetter,
	SignInData,
	StillWantedData,
	WelcomeData,
} from "../src/render/letters/letter-data.ts";

/* Sample data of every letter, with which tests and the studio show them. */

const site = "https://digest.example.com";

const sender = {
	publication: "Weekly AI Tool Verdicts",
	homeUrl: `${site}/`,
	postalAddress: "Verdict Digest, 12 Example Street, 10115 Berlin, Germany",
};

const reader: ReaderLetter = {
	...sender,
	name: "Ana",
	address: "ana@example.com",
};

const schedule = "Tuesdays at 09:00 (Europe/Berlin)";
const ownPages = {
	preferencesUrl: `${site}/preferences/p1.2Hs8dK4wQzN6v0Ty`,
	bookmarksUrl: `${site}/bookmarks/b1.7Ue3rF9mXaL5j1Ci`,
	unsubscribeUrl: `${site}/unsubscribe/u1.4Qm9xT0bVvK2s7Zr`,
};

export const sampleConfirmation: ConfirmationData = {
	...reader,
	confirmUrl: `${site}/confirm/9f2c41d07b`,
	neverUrl: `${site}/never/9f2c41d07b`,
	days: 7,
	schedule,
};

export const sampleWelcome: WelcomeData = {
	...reader,
	...ownPages,
	schedule,
	latest: {
		number: 12,
		dateLine: "24 November 2026",
		subject: "Switchyard ships, Ledgerline loses the panel",
		url: `${site}/issues/12`,
		calls: [
			[
				{ tool: "Switchyard Inference Hub", verdict: "ship", share: 100 },
				{ tool: "Pebble 7B", verdict: "ship", share: 75 },
			],
			[
				{ tool: "Ledgerline Copilot", verdict: "skip", share: 25 },
				{ tool: "TallyHo", verdict: "skip", share: 25 },
			],
			[
				{ tool: "Harbour Providers v2", verdict: "ship", share: 75 },
				{ tool: "Quill Notes", verdict: null, share: null },
			],
		],
		unlisted: 4,
	},
};

/** The list is so new that no issue has gone out. */
export const sampleFirstWelcome: WelcomeData = {
	...sampleWelcome,
	name: null,
	latest: null,
};

export const sampleGoodbye: GoodbyeData = {
	...reader,
	returnUrl: ownPages.unsubscribeUrl,
};

export const samplePreferencesLink: PreferencesLinkData = {
	...reader,
	...ownPages,
};

export const sampleStillWanted: StillWantedData = {
	...reader,
	keepUrl: `${site}/keep/k1.5Yb2nG8sPdR4x6Wo`,
	unsubscribeUrl: ownPages.unsubscribeUrl,
	answerBy: "24 December 2026",
};

export const sampleNotice: NoticeData = {
	...sender,
	headline: "Issue 12 is paused",
	message:
		"The SMTP server turned every message away for 25 messages in a row: 454 4.7.0 Temporary authentication failure. Nobody is lost: 1,204 of 5,000 were taken, and the rest wait. When the server works again, go on with: digest issue resume 12",
	command: "digest issue show 12",
	studioUrl: "http://localhost:8081/studio",
};

export const sampleSignIn: SignInData = {
	...sender,
	signInUrl:
		"https://studio.example.com/studio/sign-in/3q2-7wSampleSampleSampleSampleSampleSample01",
	code: "4826 1937",
	address: "ada@example.com",
	browser: "Firefox on Linux",
	minutes: 10,
};

export interface LetterSample {
	kind: LetterName;
	/** When it is sent. */
	title: string;
	data: LetterDataByName[LetterName];
	/** @param change replaces some of the sample's data */
	write(letters: Letters, change?: object): Promise<Letter>;
}

export const letterSamples: readonly LetterSample[] = [
	sample("confirmation", "An address was signed up", sampleConfirmation),
	sample("welcome", "Confirmed", sampleWelcome),
	sample("welcome", "Confirmed before the first issue", sampleFirstWelcome),
	sample(
		"preferencesLink",
		"Link to their pages requested",
		samplePreferencesLink,
	),
	sample("stillWanted", "No sign of life for a long time", sampleStillWanted),
	sample("goodbye", "Unsubscribed by mail, or by an operator", sampleGoodbye),
	sample("notice", "To the editor: an issue stopped", sampleNotice),
	sample("signIn", "To an editor: a link to the studio", sampleSignIn),
];

function sample<Kind extends LetterName>(
	kind: Kind,
	title: string,
	data: LetterDataByName[Kind],
): LetterSample {
	return {
		kind,
		title,
		data,
		write: (letters, change) => letters[kind]({ ...data, ...change }),
	};
}
