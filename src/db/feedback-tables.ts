import type { Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* What came back: bounces, complaints, automatic replies, and refusals while sending. */

export interface FeedbackTables {
	feedback: FeedbackTable;
	feedback_counts: FeedbackCountTable;
}

/** What one message that came back, or one refusal, says of one recipient. */
interface FeedbackTable {
	/** SHA-256 of what came, and of whom it is about: what comes twice is one row. */
	hash: string;
	at: Instant;
	/** mail: a message; smtp: the reply to RCPT or to the message. */
	source: "mail" | "smtp";
	issue_id: number | null;
	/** The letter that came back; null: an issue's message, or not known. */
	letter_id: number | null;
	/** Null: nobody that is known. */
	subscriber_id: number | null;
	/** `refusal`, or a kind of `Feedback`. */
	kind: string;
	/** A `Cause` of src/feedback. */
	cause: string;
	/** The recipient's domain; empty: not known, or erased. */
	domain: string;
	/** 1: a token, or our own connection, says whom it is about; 0: only words do. */
	proven: number;
	/** 1: the first of its kind for this message, which is the one that figures count. */
	first: number;
	/** 1: it counts against the subscriber; 0: an editor forgave it. */
	counted: number;
	/** When the message that came back was accepted; null: not known. */
	sent_at: Instant | null;
	/** What the server said, addresses masked. */
	words: string | null;
	/** What followed, as a `Consequence` of src/feedback. */
	action: string;
}

/** How many rows of feedback of an issue were deleted. */
interface FeedbackCountTable {
	issue_id: number;
	kind: string;
	cause: string;
	domain: string;
	count: number;
}

export type FeedbackRow = Selectable<FeedbackTable>;
