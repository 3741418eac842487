/** Why a message came back, or what else came back. */
export type Cause =
	| "gone"
	| "disabled"
	| "full"
	| "policy-us"
	| "policy-them"
	| "content"
	| "transient"
	| "complaint"
	| "vacation"
	| "auto-reply"
	| "unknown";

/** Whom a cause is about: the address, their server or rules, us, or nobody in particular. */
type About = "reader" | "them" | "us" | "nobody";

/** What each cause means, and whom it is about. Only what is about the reader may count against the reader. */
export const CAUSES: Record<Cause, { about: About; meaning: string }> = {
	gone: {
		about: "reader",
		meaning: "The mailbox or its domain does not exist.",
	},
	disabled: {
		about: "reader",
		meaning: "The mailbox is suspended, locked or inactive.",
	},
	full: { about: "reader", meaning: "The mailbox is full." },
	"policy-us": {
		about: "us",
		meaning:
			"Their server refuses us: the sender, its authentication, its reputation or its rate.",
	},
	"policy-them": {
		about: "them",
		meaning: "A rule about this recipient refuses the message.",
	},
	content: {
		about: "us",
		meaning: "The message is too large, or taken for spam.",
	},
	transient: {
		about: "them",
		meaning: "Their server could not take the message at that time.",
	},
	complaint: {
		about: "reader",
		meaning: "The reader reported the message as spam, or wants no more.",
	},
	vacation: { about: "nobody", meaning: "The reader is away." },
	"auto-reply": { about: "nobody", meaning: "A program answered." },
	unknown: { about: "nobody", meaning: "The report does not say why." },
};
