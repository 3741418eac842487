import type { Generated, Insertable, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* Sign-ups, what people agreed to, the letters to them, and addresses that must not be mailed. */

export interface SignUpTables {
	sign_ups: SignUpTable;
	sign_up_counts: SignUpCountTable;
	confirmations: ConfirmationTable;
	consent_texts: ConsentTextTable;
	consents: ConsentTable;
	letters: LetterTable;
	suppressions: SuppressionTable;
}

/** Where a sign-up came from. */
export type ConsentSource =
	| "form"
	| "api"
	| "cli"
	| "import"
	| "page"
	| "studio";

/** A request from a form, until the sign-up intake handles it. Until then nothing is looked up about the address. */
interface SignUpTable {
	id: Generated<number>;
	/** subscribe: the digest; preferences-link: a link to their preferences. */
	kind: "subscribe" | "preferences-link";
	email: string;
	email_key: string;
	/** The network that the limits count by; null: it is not counted. */
	network: string | null;
	source: ConsentSource;
	ip: string | null;
	user_agent: string | null;
	form_url: string | null;
	text_version: string;
	/** Slugs of the tools they bookmarked in their browser (JSON array). */
	tools: string | null;
	asked_at: Instant;
	/** Of the form; null: nobody chose one. */
	language: string | null;
}

/** How many sign-ups of a network were taken in a slot of time. */
interface SignUpCountTable {
	network: string;
	/** Ten minutes, `2026-11-24T09:3`; in earlier versions an hour. */
	hour: string;
	count: number;
}

interface ConfirmationTable {
	token_hash: string;
	subscriber_id: number;
	/** The consent that it proves; null: none is known. */
	consent_id: number | null;
	created_at: Instant;
	expires_at: Instant;
	used_at: Instant | null;
}

/** The words that people agreed to. The version is derived from the words. */
interface ConsentTextTable {
	version: string;
	text: string;
}

/** Proof of what a subscriber asked for. Once `confirmed_at` is set, also proof that it was them. */
interface ConsentTable {
	id: Generated<number>;
	subscriber_id: number;
	source: ConsentSource;
	asked_at: Instant;
	ip: string | null;
	user_agent: string | null;
	form_url: string | null;
	text_version: string | null;
	/** As in a sign-up. Bookmarked for them when they confirm. */
	tools: string | null;
	confirmed_at: Instant | null;
	confirmed_ip: string | null;
	confirmed_user_agent: string | null;
	/** Set when the subscriber was erased and the proof kept: it is found by this. */
	address_hash: string | null;
}

export type LetterKind =
	| "confirmation"
	| "welcome"
	| "preferences-link"
	| "still-wanted"
	| "goodbye";

/** A letter that will be mailed, or was. */
interface LetterTable {
	id: Generated<number>;
	subscriber_id: number;
	kind: LetterKind;
	/** confirmation: which consent it asks to confirm. */
	consent_id: number | null;
	created_at: Instant;
	/** When it may be tried. While it is claimed: when the worker is taken for dead. Null: it is done. */
	due_at: Instant | null;
	attempts: Generated<number>;
	claimed_by: string | null;
	sent_at: Instant | null;
	/** Why the last attempt failed. */
	failure: string | null;
	/** Keyed hash of the mailbox, by which limits count; null: no limit needs it. */
	mailbox_hash: string | null;
}

/**
 * never: they asked for it; erased: they had themselves erased; bounce,
 * complaint: what came back for a message; operator: by hand.
 */
export type SuppressionReason =
	| "never"
	| "erased"
	| "bounce"
	| "complaint"
	| "operator";

/** An address that must not be mailed, as a keyed hash. */
interface SuppressionTable {
	address_hash: string;
	reason: SuppressionReason;
	/** Where it comes from: page, mail, feedback, operator, import. */
	source: string;
	created_at: Instant;
}

export type SignUpRow = Selectable<SignUpTable>;
export type NewSignUp = Insertable<SignUpTable>;
export type ConsentRow = Selectable<ConsentTable>;
export type LetterRow = Selectable<LetterTable>;
export type SuppressionRow = Selectable<SuppressionTable>;
