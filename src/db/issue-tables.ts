import type { Generated, Insertable, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* Issues, their items, and what preflight found in them. */

export interface IssueTables {
	issues: IssueTable;
	issue_items: IssueItemTable;
	issue_subjects: IssueSubjectTable;
	preflights: PreflightTable;
	waivers: WaiverTable;
	approvals: ApprovalTable;
	audit_log: AuditLogTable;
}

/** ended: cancelled after somebody had got it. Its page, its number and its comparisons stay its own. */
export type IssueState =
	| "draft"
	| "approved"
	| "sealed"
	| "sending"
	| "paused"
	| "complete"
	| "ended"
	| "cancelled"
	| "skipped";

interface IssueTable {
	id: Generated<number>;
	/** The edition readers see. Null once cancelled or skipped: the number is free again. One that ended early keeps it. */
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
	/** The name under what the editor wrote; null: nobody signs. */
	signed: string | null;
	/** What the editor wrote on comparisons, by slug, as JSON; null: nothing. */
	notes: string | null;
	/** What they wrote for the readers of other languages, as JSON (`content/in-language.ts`); null: nothing. */
	translations: string | null;
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
	/** The filter of its audience; null: everybody. */
	audience: string | null;
	/** How many deliveries were frozen. The counts must add up to it. */
	recipients: number | null;
	/** While recipients are being frozen: the last subscriber who was looked at. Null: before, and when all were. */
	frozen_to: number | null;
	sealed_at: Instant | null;
	/** The subject in `content`, for lists. */
	sealed_subject: string | null;
	/** Deliveries by state (JSON) when it was last completed; read only while it is complete. */
	final_counts: string | null;
	/** When RETAIN_LOGS last deleted its logs; null: never, or only a part. */
	logs_deleted_at: Instant | null;
	completed_at: Instant | null;
	created_at: Instant;
	updated_at: Instant;
	/** Raised by every change: a form that shows an older state is refused. */
	revision: Generated<number>;
}

/** lead and brief are in the issue, more is a link in it, passed is not in it. */
export type ItemPlace = "lead" | "brief" | "more" | "passed";

interface IssueItemTable {
	issue_id: number;
	comparison_id: number;
	place: ItemPlace;
	position: number;
	/** Why it has this place, as a code and a sentence. */
	reason_code: string;
	reason: string;
}

/** The subjects of a sealed issue in all its cohorts. */
interface IssueSubjectTable {
	issue_id: number;
	subject: string;
}

/** One run of the checks on an issue, bound by two hashes to its content and its templates. */
interface PreflightTable {
	id: Generated<number>;
	issue_id: number;
	content_hash: string;
	template_hash: string;
	at: Instant;
	/** 1 when a browser looked at the messages too. */
	seen: number;
	/** A PreflightReport (JSON): the readers whose copies were checked, findings, checks left out. */
	report: string;
}

/** A finding that blocks and that an editor accepts for one state of the issue. */
interface WaiverTable {
	id: Generated<number>;
	issue_id: number;
	content_hash: string;
	/** Code, place and sentence of the finding. */
	code: string;
	place: string;
	what: string;
	reason: string;
	at: Instant;
}

/** What was approved last of an issue, so that a change can be named. */
interface ApprovalTable {
	issue_id: number;
	/** The content hash, and the two parts of it that are not in the content. */
	hash: string;
	template_hash: string;
	audience: string | null;
	/** IssueContent (JSON). */
	content: string;
}

/** What somebody changed. Never changed itself; RETAIN_LOGS deletes it. */
interface AuditLogTable {
	id: Generated<number>;
	at: Instant;
	/** An editor's name; "loopback": a page of the studio without a login; "command line"; "schedule": the program itself. */
	who: string;
	/** A verb: edit, arrange, approve, hold, pause, resume, cancel, draft, seal, test; of people, those of `PersonAct`, import and export. */
	action: string;
	/** A noun with its id: "issue 7", "subscriber 12"; "subscribers" of an import or export. Never an address. */
	what: string;
	/** The fields that differ (JSON), addresses masked. */
	before: string | null;
	after: string | null;
}

export type AuditRow = Selectable<AuditLogTable>;
export type ApprovalRow = Selectable<ApprovalTable>;
export type IssueRow = Selectable<IssueTable>;
export type NewIssue = Insertable<IssueTable>;
export type IssueItemRow = Selectable<IssueItemTable>;
export type PreflightRow = Selectable<PreflightTable>;
export type WaiverRow = Selectable<WaiverTable>;
export type NewPreflight = Insertable<PreflightTable>;
