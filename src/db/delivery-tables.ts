import type { Generated, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* Deliveries, and what sending must know after a restart and in every process. */

export interface DeliveryTables {
	deliveries: DeliveryTable;
	delivery_counts: DeliveryCountTable;
	delivery_attempts: DeliveryAttemptTable;
	circuit_breakers: CircuitBreakerTable;
	breaker_pauses: BreakerPauseTable;
	setbacks: SetbackTable;
	rate_usage: RateUsageTable;
	slowdowns: SlowdownTable;
	feedback: FeedbackTable;
	feedback_counts: FeedbackCountTable;
	webhook_receipts: WebhookReceiptTable;
	return_figures: ReturnFigureTable;
	figure_holds: FigureHoldTable;
	issue_stages: IssueStageTable;
}

export type DeliveryState =
	| "pending"
	| "claimed"
	| "accepted"
	| "deferred"
	| "refused"
	| "expired"
	| "excluded"
	| "unsure";

interface DeliveryTable {
	issue_id: number;
	subscriber_id: number;
	state: DeliveryState;
	/** Handovers to SMTP that were begun. */
	attempts: Generated<number>;
	/** When a deferred one may be tried again. */
	next_attempt_at: Instant | null;
	/** The worker that holds the claim, and until when. The fence grows with every claim. */
	claimed_by: string | null;
	claimed_until: Instant | null;
	fence: Generated<number>;
	/** The Reader (JSON) that was merged at the first attempt, so that a second copy is byte-identical. */
	reader: string | null;
	smtp_code: number | null;
	smtp_reply: string | null;
	/** The sending service's id of the message, of the reply that accepted it; null: the reply has none. */
	reply_id: string | null;
	/** The SMTP server that accepted it; null: none did, or a version before this column was used. */
	server: string | null;
	/** The stage in which it goes out, from 0; null: the issue has none, or it goes out with the rest. */
	stage: number | null;
	/** Why it was excluded, expired or is unsure. */
	reason: string | null;
	updated_at: Instant;
}

/** How many deliveries of an issue were deleted after the retention time, by the state they ended in. */
interface DeliveryCountTable {
	issue_id: number;
	state: DeliveryState;
	count: number;
}

/** Every attempt but a first one that was accepted, of which the delivery itself has everything. */
interface DeliveryAttemptTable {
	issue_id: number;
	subscriber_id: number;
	/** The claim under which it was made. */
	fence: number;
	at: Instant;
	/** Its outcome, as a delivery state; `pending`: it was not begun. */
	result: DeliveryState;
	smtp_code: number | null;
	/** The server's reply, or what went wrong. */
	said: string | null;
	/** The SMTP server's name; null: the worker died during the attempt. */
	server: string | null;
}

/** An issue that was stopped because its SMTP server failed, and when a probe is sent. */
interface CircuitBreakerTable {
	issue_id: number;
	/** Probes that failed so far. */
	probes: number;
	probe_at: Instant;
	since: Instant;
}

/** A time for which the circuit breaker stopped an issue: it does not count for who is given up. */
interface BreakerPauseTable {
	issue_id: number;
	since: Instant;
	until: Instant;
}

/**
 * The last refusal or deferral of a recipient. Holds nothing that a server wrote
 * but `words`. What says nothing of others is deleted when the domain accepts a
 * message; the rest is kept until the issue is complete.
 */
interface SetbackTable {
	issue_id: number;
	subscriber_id: number;
	/** The claim under which it came: a delivery that was claimed since is not touched. */
	fence: number;
	/** Own: the reply is about this recipient alone. */
	kind: SetbackKind;
	domain: string;
	/** The reply without what differs from message to message: no digits, addresses or hosts. */
	words: string;
	/** What the words name, if it is ours and not the recipient's; null: nothing, or the recipient. */
	cause: string | null;
	at: Instant;
	/** How many messages were accepted since, counted up to `MAX_FOLLOWED`; without a cause, only up to 1. */
	followed: Generated<number>;
	/** 0: open; 1: the domain accepted a message since; 2: a person let the issue go on since. */
	settled: Generated<number>;
}

export type SetbackKind = "refused" | "deferred" | "own";

/** How much of a rate limit is used. Kept here, so that it survives a restart and counts all processes. */
export interface RateUsageTable {
	/** The SMTP server's name; empty: all of them together. */
	server: string;
	/** The domain group; empty: all recipients. */
	scope: string;
	period_ms: number;
	/** JSON array: the number of the newest slot of time, then the counts from that slot backwards. */
	slot_counts: string;
	/** From then on nothing of it counts any more. */
	expires_at: Instant;
}

/** A server, or a domain group at it, that asked for slower sending. */
interface SlowdownTable {
	server: string;
	/** Empty: everything that goes through the server. */
	scope: string;
	/** Messages a minute for now, and before it asked. */
	per_minute: number;
	usual: number;
	slowed_until: Instant;
}

/** What one message that came back, or one refusal, says of one recipient. */
interface FeedbackTable {
	/** SHA-256 of what came, and of whom it is about: what comes twice is one row. */
	hash: string;
	at: Instant;
	/** mail: a message; smtp: the reply to RCPT or to the message; webhook: an event of a sending service. */
	source: "mail" | "smtp" | "webhook";
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

/** A request of a sending service whose signature does not cover its body: it counts with one body. */
interface WebhookReceiptTable {
	/** SHA-256 of what was signed. */
	id: string;
	body_hash: string;
	at: Instant;
}

/**
 * What came back of what an issue's recipients were sent, through one server or at
 * one domain. A row holds the domain, which many share; the daily
 * job deletes it after 60 days.
 */
interface ReturnFigureTable {
	issue_id: number;
	/** `server NAME` or `domain GROUP`. Each message counts once in each of the two. */
	scope: string;
	/** Messages that a server accepted, or refused because the mailbox is gone. */
	sent: number;
	gone: number;
	complaints: number;
}

/** A share that is above its bound, and at how many returns a person let the sending go on. */
interface FigureHoldTable {
	/** 0: the issues of the last 30 days together. */
	issue_id: number;
	/** As in return_figures; `all`: everything. */
	scope: string;
	measure: "gone" | "complaints";
	/** How many came back when it was found, or when a person let the sending go on. */
	count: number;
	/** 1: no person has let the sending go on since. */
	open: number;
	at: Instant;
}

/** How far an issue has got that is sent in stages. */
interface IssueStageTable {
	issue_id: number;
	/** STAGES as it was when the sending began. */
	plan: string;
	/** The stage that is open, from 0. */
	stage: number;
	/** 1: the deliveries of the open stage are chosen. */
	marked: number;
	opened_at: Instant;
	/** When the next stage may open; null: the open one is not sent yet, or is the last. */
	next_at: Instant | null;
	/** When its figures held the issue; null: they did not. */
	held_at: Instant | null;
}

export type DeliveryRow = Selectable<DeliveryTable>;
export type FeedbackRow = Selectable<FeedbackTable>;
