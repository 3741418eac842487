import type {
	Generated,
	Insertable,
	Kysely,
	Selectable,
	Transaction,
} from "kysely";
import type { Instant } from "../clock.ts";
import type {
	DeliveryState,
	DeliveryTable,
	SendingTables,
} from "./delivery-tables.ts";
import type { SignupTables } from "./sign-up-tables.ts";
import type {
	Format,
	ReaderTables,
	SubscriberState,
	SubscriberTable,
} from "./subscriber-tables.ts";

/*
 * One schema for both databases. Instants are ISO 8601 UTC text, flags are 0
 * or 1, documents are JSON text: better-sqlite3 takes nothing richer, and the
 * same text compares and sorts the same way in PostgreSQL.
 */

export type {
	ConsentRow,
	ConsentSource,
	LetterKind,
	LetterRow,
	NewSignUp,
	SignUpRow,
	SuppressionReason,
	SuppressionRow,
} from "./sign-up-tables.ts";
export type { DeliveryState, Format, SubscriberState };
export type Verdict = "ship" | "skip";
export type Reviewer = "builder" | "skeptic" | "founder" | "futurist";

export interface Database extends ReaderTables, SendingTables, SignupTables {
	meta: MetaTable;
	tools: ToolTable;
	reviews: ReviewTable;
	comparisons: ComparisonTable;
	issues: IssueTable;
	issue_items: IssueItemTable;
	mailed_verdicts: MailedVerdictTable;
	tool_standings: ToolSnapshotTable;
	job_runs: JobRunTable;
	preflights: PreflightTable;
}

/** A database handle: inside a transaction it is the transaction, and only that may be used. */
export type Db = Kysely<Database>;
/** A parameter of this type says: the caller must have opened a transaction. */
export type Trx = Transaction<Database>;

/** Facts about this installation: the generated secret, the day its schedule began. */
interface MetaTable {
	key: string;
	value: string;
}

interface ToolTable {
	id: Generated<number>;
	slug: string;
	name: string;
	tagline: string;
	category: string;
	pricing: string;
	entry_price: string;
	best_for: string;
	description: string;
	/** The share that the source states, 0 to 100; null when it states none. */
	stated_share: number | null;
	/** Readers' votes; null when the source knows of none. */
	community_ship: number | null;
	community_skip: number | null;
	/** The community's ship share, 0 to 100, where the source states only that. */
	community_share: number | null;
	/** When the source was true: an older capture never overwrites a newer one. */
	as_of: Instant;
	created_at: Instant;
	updated_at: Instant;
}

/** One reviewer on one tool. Null is "not known", never "none". */
interface ReviewTable {
	tool_id: number;
	reviewer: Reviewer;
	score: number | null;
	verdict: Verdict | null;
	body: string;
}

interface ComparisonTable {
	id: Generated<number>;
	slug: string;
	left_tool_id: number;
	right_tool_id: number;
	published_at: Instant;
	/** The editor's weight: higher goes first, below zero is held back. */
	weight: number;
	/** Of the document that told it last: the same one again changes nothing. */
	document_hash: string | null;
	created_at: Instant;
	updated_at: Instant;
}

export type IssueState =
	| "draft"
	| "approved"
	| "sealed"
	| "sending"
	| "paused"
	| "complete"
	| "cancelled"
	| "skipped";

interface IssueTable {
	id: Generated<number>;
	/** The edition readers see. Null once cancelled or skipped: the number is free again. */
	number: number | null;
	state: IssueState;
	/** The scheduled slot this issue belongs to, its send time; null for one drafted by hand. Unique. */
	slot: Instant | null;
	window_start: Instant;
	window_end: Instant;
	/** When it is due to go out; null: as soon as it is approved and sent by hand. */
	send_at: Instant | null;
	/** The editor's wording; null: composed from the lead. */
	subject: string | null;
	preheader: string | null;
	intro: string | null;
	/** Why it is as it is: a thin week's reason, a pause's cause, who cancelled. Shown to the editor. */
	note: string | null;
	/** 1 when a thin week closed this window for good, 0 when its comparisons roll over. */
	closes_window: Generated<number>;
	approved_at: Instant | null;
	approved_by: string | null;
	/** The content hash that was approved; sealing refuses any other. */
	approved_hash: string | null;
	/** What was sealed: hashes, IssueContent, CompiledIssue and Envelope as JSON. */
	content_hash: string | null;
	template_hash: string | null;
	content: string | null;
	compiled: string | null;
	/** The Envelope (JSON): settings that change later must not change a copy. */
	envelope: string | null;
	/** Whom it is for, as a filter; null: everybody. */
	audience: string | null;
	/** How many deliveries were frozen. The counts must add up to it. */
	recipients: number | null;
	sealed_at: Instant | null;
	completed_at: Instant | null;
	created_at: Instant;
	updated_at: Instant;
}

/** lead and brief are in the issue, more is a link in it, passed is not in it. */
export type ItemPlace = "lead" | "brief" | "more" | "passed";

interface IssueItemTable {
	issue_id: number;
	comparison_id: number;
	place: ItemPlace;
	position: number;
	/** Why it stands there, as a code and a sentence. */
	reason_code: string;
	reason: string;
}

/** The panel verdict of a tool as an issue mailed it: what a flip is measured against. */
interface MailedVerdictTable {
	issue_id: number;
	tool_id: number;
	verdict: Verdict;
	share: number;
}

/**
 * How a tool stood when an issue was sealed, written only where it differs
 * from the issue before: what a bookmark's changes are measured against.
 */
interface ToolSnapshotTable {
	tool_id: number;
	issue_id: number;
	/** Of the panel; null: not known. */
	verdict: Verdict | null;
	share: number | null;
	/** Its split; null: not known. */
	ship: number | null;
	skip: number | null;
	/** The panel's average, 0 to 100; null: not all four are known. */
	score: number | null;
	/** As text; empty: not known. */
	entry_price: string;
}

interface JobRunTable {
	job: string;
	/** What was due: with `job` the key, so that nothing runs twice. */
	due_at: Instant;
	state: "running" | "done" | "failed";
	attempts: number;
	claimed_by: string | null;
	claimed_until: Instant | null;
	started_at: Instant;
	finished_at: Instant | null;
	result: string | null;
}

/** One run of the checks on an issue: what it found, bound to what the issue said and how it looked. */
interface PreflightTable {
	id: Generated<number>;
	issue_id: number;
	content_hash: string;
	template_hash: string;
	at: Instant;
	/** 1 when a browser looked at the messages too. */
	seen: number;
	/** A PreflightReport (JSON): whose copies, findings, what was left out. */
	report: string;
}

export type ToolRow = Selectable<ToolTable>;
export type NewTool = Insertable<ToolTable>;
export type ReviewRow = Selectable<ReviewTable>;
export type ComparisonRow = Selectable<ComparisonTable>;
export type NewComparison = Insertable<ComparisonTable>;
export type ToolSnapshotRow = Selectable<ToolSnapshotTable>;
export type IssueRow = Selectable<IssueTable>;
export type NewIssue = Insertable<IssueTable>;
export type IssueItemRow = Selectable<IssueItemTable>;
export type SubscriberRow = Selectable<SubscriberTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
export type JobRunRow = Selectable<JobRunTable>;
export type PreflightRow = Selectable<PreflightTable>;
export type NewPreflight = Insertable<PreflightTable>;
