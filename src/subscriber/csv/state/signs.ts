import type { SuppressionReason } from "../../../db/sign-up-tables.ts";
import type { SubscriberState } from "../../../db/subscriber-tables.ts";
import { Failure } from "../../../errors.ts";
import { folded } from "../header/fold.ts";
import type { SignField } from "../header/known-headers.ts";
import { shortened } from "../values.ts";
import { isNothing, type Meaning, meaningOf, yesOrNo } from "./sign-words.ts";

/** What a row says about whether somebody may be mailed. */
export interface CsvState {
	state: SubscriberState;
	suppressed: SuppressionReason | null;
}

/** The worse one wins where columns disagree: from harmless to worst. */
const RANK: readonly Meaning[] = [
	"active",
	"never",
	"left",
	"bounced",
	"operator",
	"complained",
];

const STATES: Record<Meaning, CsvState> = {
	active: { state: "active", suppressed: null },
	never: { state: "pending", suppressed: null },
	left: { state: "unsubscribed", suppressed: null },
	bounced: { state: "unsubscribed", suppressed: "bounce" },
	operator: { state: "unsubscribed", suppressed: "operator" },
	complained: { state: "unsubscribed", suppressed: "complaint" },
};

export function stateOf(meaning: Meaning): CsvState {
	return STATES[meaning];
}

/** The worst of what the columns of a row say; null: none of them says anything. */
export function worst(meanings: readonly Meaning[]): Meaning | null {
	const rank = Math.max(-1, ...meanings.map((one) => RANK.indexOf(one)));
	return RANK[rank] ?? null;
}

/**
 * What one cell says; null: nothing.
 *
 * @param title the header, for the error and because "no" below "Double opt-in" means that they never agreed
 * @throws Failure `bad-state` for a word that is not known: it is never taken for active
 */
export function readSign(
	field: SignField,
	text: string,
	title: string,
): Meaning | null {
	if (text === "") return null;
	if (field === "state") return readState(text, title);
	if (isNothing(text)) return null;
	if (field === "disabled") return readDisabled(text, title);
	return readFilled(field, text);
}

/** Columns of which "no" does not mean that they left. */
const ABOUT_CONFIRMING =
	/^(?:doubleoptin|marketingemailconfirmationstatus|activated)$/;
/** Columns whose date means yes, as in MailerLite, Brevo and CleverReach. */
const DATE_MEANS_YES =
	/^(?:subscribed|optin|doubleoptin|emailoptin|marketingoptin|activated)$/;

function readState(text: string, title: string): Meaning {
	const name = folded(title);
	const meaning = meaningOf(text);
	if (meaning) return meaning;
	// Brevo stores a choice by its number: 1 is yes, 2 is no.
	if (name === "doubleoptin" && text === "2") return "never";
	const agrees = yesOrNo(text);
	if (agrees === true) return "active";
	if (agrees === false) return ABOUT_CONFIRMING.test(name) ? "never" : "left";
	if (DATE_MEANS_YES.test(name) && isDate(text)) return "active";
	throw unknown(
		text,
		title,
		"is not a known state, such as active, unsubscribed or cleaned.",
		"state",
	);
}

function readDisabled(text: string, title: string): Meaning | null {
	if (yesOrNo(text) === true || isDate(text)) return "left";
	const meaning = meaningOf(text);
	if (meaning) return meaning === "active" ? null : meaning;
	throw unknown(text, title, "is neither yes nor no.", "disabled");
}

/** A filled cell means what its column means; its words may say something worse. */
function readFilled(
	field: "left" | "bounced" | "complained" | "suppressed",
	text: string,
): Meaning {
	const name = folded(text);
	if (/complain|abuse|spam/.test(name)) return "complained";
	if (field === "complained") return "complained";
	if (field === "bounced") return "bounced";
	if (field === "left") return "left";
	// Klaviyo: a list such as ["HARD_BOUNCE", "UNSUBSCRIBE"].
	if (/bounc|invalid/.test(name)) return "bounced";
	return /unsub/.test(name) ? "left" : "operator";
}

function isDate(text: string): boolean {
	// Or a Unix time, as CleverReach writes it.
	return /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|^\d{9,13}$/.test(text);
}

function unknown(
	text: string,
	title: string,
	what: string,
	field: SignField,
): Failure {
	return new Failure(
		"bad-state",
		`“${shortened(text)}” in the column “${shortened(title)}” ${what} Change it in the file, or say what the column means with: --columns FIELD="${shortened(title)}" (${field} is what it was taken for), or: --ignore "${shortened(title)}"`,
	);
}

/** The reasons of an own export. */
const REASONS: readonly SuppressionReason[] = [
	"never",
	"erased",
	"bounce",
	"complaint",
	"operator",
];

/** Our own word for a suppression; null: it is none. */
export function ownReason(text: string): SuppressionReason | null {
	return REASONS.find((one) => one === text.toLowerCase()) ?? null;
}
