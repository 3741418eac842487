import type { Generated } from "kysely";
import type { Instant } from "../clock.ts";

/* The tables of sending; the others and the words are in the schema. */

export interface SendingTables {
	deliveries: DeliveryTable;
	delivery_counts: DeliveryCountTable;
	delivery_attempts: DeliveryAttemptTable;
	issue_brakes: CircuitBreakerTable;
	instances: InstanceTable;
	budgets: RateUsageTable;
	slowdowns: SlowdownTable;
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

export interface DeliveryTable {
	issue_id: number;
	subscriber_id: number;
	state: DeliveryState;
	/** Hand-overs to SMTP that were begun. */
	attempts: Generated<number>;
	/** When a deferred one may be tried again. */
	next_attempt_at: Instant | null;
	/** The worker that holds it and until when; the fence grows with every claim. */
	claimed_by: string | null;
	claimed_until: Instant | null;
	fence: Generated<number>;
	/** The Reader (JSON) that was merged at the first attempt, so that a copy is byte-identical. */
	reader: string | null;
	smtp_code: number | null;
	smtp_reply: string | null;
	/** Why it was excluded, expired or is unsure. */
	reason: string | null;
	updated_at: Instant;
}

/** How many deliveries of an issue were let go after a time, by the state they ended in. */
export interface DeliveryCountTable {
	issue_id: number;
	state: DeliveryState;
	count: number;
}

/** Every attempt that did not end in a first acceptance, which the delivery itself tells. */
export interface DeliveryAttemptTable {
	issue_id: number;
	subscriber_id: number;
	/** The claim under which it was made. */
	fence: number;
	at: Instant;
	/** What became of it, as a delivery state; `pending` when it was not begun. */
	result: DeliveryState;
	smtp_code: number | null;
	/** The server's reply, or what went wrong. */
	said: string | null;
	/** The SMTP server's name; null when the worker went with it in its hands. */
	server: string | null;
}

/** An issue that its relay stopped, and when one message will try again. */
export interface CircuitBreakerTable {
	issue_id: number;
	/** Probes that failed so far. */
	probes: number;
	probe_at: Instant;
	since: Instant;
}

/** The installations that may send from this database. */
export interface InstanceTable {
	fingerprint: string;
	adopted_at: Instant;
}

/** What a limit has let through lately, so that neither a restart nor a second process forgets it. */
export interface RateUsageTable {
	/** The SMTP server's name; empty: all of them together. */
	server: string;
	/** The domain group; empty: all recipients. */
	scope: string;
	/** Milliseconds. */
	period: number;
	/** JSON: the number of the newest slot of time, then the counts from that one backwards. */
	used: string;
	/** From then on it says nothing any more. */
	forget_at: Instant;
}

/** A server, or a domain group at it, that asked for patience. */
export interface SlowdownTable {
	server: string;
	/** Empty: everything that goes through the server. */
	scope: string;
	/** Messages a minute for now, and before it asked. */
	per_minute: number;
	usual: number;
	slowed_until: Instant;
}
