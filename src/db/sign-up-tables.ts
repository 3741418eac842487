import type { Generated, Insertable, Selectable } from "kysely";
import type { Instant } from "../clock.ts";

/* How people come in, and who must not be mailed. */

export interface SignupTables {
	sign_ups: SignUpTable;
	sign_up_counts: SignUpCountTable;
	consent_texts: ConsentTextTable;
	consents: ConsentTable;
	letters: LetterTable;
	suppressions: SuppressionTable;
}

/** Where a sign-up came from. */
export type ConsentSource = "form" | "api" | "cli" | "import" | "page";

/** What somebody asked for at the door, until it is taken in. Whether the address is known has not been looked at. */
interface SignUpTable {
	id: Generated<number>;
	/** subscribe: the digest; door: a link to their preferences. */
	kind: "subscribe" | "door";
	email: string;
	email_key: string;
	/** What the caps count by; null: nothing. */
	network: string | null;
	source: ConsentSource;
	ip: string | null;
	user_agent: string | null;
	form_url: string | null;
	text_version: string;
	/** Slugs of the tools they saved in their browser (JSON array). */
	tools: string | null;
	asked_at: Instant;
}

/** How many sign-ups a network asked for in an hour. */
interface SignUpCountTable {
	network: string;
	/** The instant's first 13 characters. */
	hour: string;
	count: number;
}

/** The words that people agreed to, by a name made from them. */
interface ConsentTextTable {
	version: string;
	text: string;
}

/** Proof of what a subscriber asked for and, once `confirmed_at` is set, that it was them. */
interface ConsentTable {
	id: Generated<number>;
	subscriber_id: number;
	source: ConsentSource;
	asked_at: Instant;
	ip: string | null;
	user_agent: string | null;
	form_url: string | null;
	text_version: string | null;
	/** As in a sign-up: saved for them when they confirm. */
	tools: string | null;
	confirmed_at: Instant | null;
	confirmed_ip: string | null;
	confirmed_user_agent: string | null;
	/** By which a proof is found that was kept when its subscriber was erased. */
	address_hash: string | null;
}

export type LetterKind =
	| "confirmation"
	| "welcome"
	| "door"
	| "still-wanted"
	| "goodbye";

/** A single letter that is to be mailed, or was. */
interface LetterTable {
	id: Generated<number>;
	subscriber_id: number;
	kind: LetterKind;
	/** confirmation: which consent it asks to confirm. */
	consent_id: number | null;
	created_at: Instant;
	/** When it may be tried, or whoever tries it is taken for gone; null: it is done with. */
	due_at: Instant | null;
	attempts: Generated<number>;
	claimed_by: string | null;
	sent_at: Instant | null;
	/** Why the last attempt failed. */
	failure: string | null;
}

/**
 * never: they said so; erased: they had themselves erased; bounce, complaint:
 * what the mail came back as; operator: by hand.
 */
export type SuppressionReason =
	| "never"
	| "erased"
	| "bounce"
	| "complaint"
	| "operator";

/** An address that must not be mailed, known by a keyed hash alone. */
interface SuppressionTable {
	address_hash: string;
	reason: SuppressionReason;
	/** Who said so: page, mail, feedback, operator, import. */
	source: string;
	created_at: Instant;
}

export type SignUpRow = Selectable<SignUpTable>;
export type NewSignUp = Insertable<SignUpTable>;
export type ConsentRow = Selectable<ConsentTable>;
export type LetterRow = Selectable<LetterTable>;
export type SuppressionRow = Selectable<SuppressionTable>;
