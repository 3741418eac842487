import type { Generated } from "kysely";
import type { Instant } from "../clock.ts";
import type { Reviewer, Verdict } from "./schema.ts";
import type { SuppressionReason } from "./sign-up-tables.ts";

/* Who reads: their choices, their bookmarks and their votes. */

export interface ReaderTables {
	subscribers: SubscriberTable;
	confirmations: ConfirmationTable;
	bookmarks: BookmarkTable;
	votes: VoteTable;
}

export type SubscriberState = "pending" | "active" | "unsubscribed";

export interface SubscriberTable {
	id: Generated<number>;
	/** As typed, the domain folded. */
	email: string;
	/** Folded whole, to compare by. Unique. */
	email_key: string;
	name: string | null;
	state: SubscriberState;
	created_at: Instant;
	confirmed_at: Instant | null;
	unsubscribed_at: Instant | null;
	/** How they left: one-click, page, or operator. */
	unsubscribed_by: string | null;
	updated_at: Instant;
	/** Through whose eyes they read; null: the whole panel's. */
	lens: Reviewer | null;
	format: Generated<Format>;
	/** The categories they want (JSON array of text); null: all. */
	categories: string | null;
	/** Nothing is sent to them before then. */
	paused_until: Instant | null;
	/** IANA name; null: the publication's. */
	time_zone: string | null;
	/** 1: they agreed that their clicks are counted. */
	tracking: Generated<number>;
	/** Raised when they take back the links to their preferences that were mailed before. */
	epoch: Generated<number>;
	/** Why their address must not be mailed; null: it may. */
	suppressed: SuppressionReason | null;
	/** When they were erased: what is left of them is this row, so that their deliveries still count. */
	erased_at: Instant | null;
	/** The last acceptance among their deliveries that were let go since; null: those still here tell. */
	accepted_at: Instant | null;
	/** When they last said that the digest is still wanted, or chose something; votes and bookmarks tell for themselves. */
	seen_at: Instant | null;
	/** When they were last asked whether the digest is still wanted. */
	asked_at: Instant | null;
}

/** full: the whole digest; brief: the week's calls, one sentence each. */
export type Format = "full" | "brief";

interface ConfirmationTable {
	token_hash: string;
	subscriber_id: number;
	/** What confirming it proves; null where nothing of it is known. */
	consent_id: number | null;
	created_at: Instant;
	expires_at: Instant;
	used_at: Instant | null;
}

interface BookmarkTable {
	subscriber_id: number;
	tool_id: number;
	created_at: Instant;
}

/** What one subscriber says of a tool. Only those that are `counted` add to the community's share. */
interface VoteTable {
	subscriber_id: number;
	tool_id: number;
	verdict: Verdict;
	/** quarantined: it may have been a mail scanner's; a later human sign counts it. */
	state: "counted" | "quarantined";
	source: "mail" | "site";
	created_at: Instant;
	updated_at: Instant;
}
