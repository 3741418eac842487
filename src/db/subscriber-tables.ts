import type { Generated, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";
import type { Reviewer } from "./catalog-tables.ts";
import type { SuppressionReason } from "./sign-up-tables.ts";

/* The addresses that asked for the digest, and what they chose. */

export interface SubscriberTables {
	subscribers: SubscriberTable;
}

export type SubscriberState = "pending" | "active" | "unsubscribed";

interface SubscriberTable {
	id: Generated<number>;
	/** As typed, with the domain in lower case. */
	email: string;
	/** All of it in lower case, to compare by. Unique. */
	email_key: string;
	name: string | null;
	state: SubscriberState;
	created_at: Instant;
	confirmed_at: Instant | null;
	unsubscribed_at: Instant | null;
	/** How they left: see `UnsubscribeMethod`. */
	unsubscribed_by: string | null;
	updated_at: Instant;
	/** The lens: the reviewer whose verdict leads; null: the whole panel. */
	lens: Reviewer | null;
	format: Generated<Format>;
	/** Of their mail and pages, such as "de"; null: the publication's first. */
	language: string | null;
	/** The categories they want (JSON array of text); null: all. */
	categories: string | null;
	/** Nothing is sent to them before then. */
	paused_until: Instant | null;
	/** IANA name; null: the publication's. */
	time_zone: string | null;
	/** 1: they agreed that their clicks are counted. */
	tracking: Generated<number>;
	/** Raised when they revoke the links to their preferences that were mailed before. */
	epoch: Generated<number>;
	/** Why their address must not be mailed; null: it may. */
	suppressed: SuppressionReason | null;
	/** When they were erased. Only this row is left, so that their deliveries still count. */
	erased_at: Instant | null;
	/** When the last of their deliveries that are deleted by now was accepted; null: look at those that remain. */
	accepted_at: Instant | null;
	/** When they last confirmed that they want the digest, or chose something. Votes and bookmarks have times of their own. */
	seen_at: Instant | null;
	/** When they were last asked whether they still want the digest. */
	asked_at: Instant | null;
}

/** full: the whole digest; brief: the week's calls, one sentence each. */
export type Format = "full" | "brief";

export type SubscriberRow = Selectable<SubscriberTable>;
