import type { Generated, Insertable, Selectable } from "kysely";
import type { Instant } from "../time/clock.ts";

/* Tools, what the panel and readers say of them, and comparisons of two. */

export interface CatalogTables {
	tools: ToolTable;
	reviews: ReviewTable;
	comparisons: ComparisonTable;
	catalog_changes: CatalogChangeTable;
	mailed_verdicts: MailedVerdictTable;
	tool_snapshots: ToolSnapshotTable;
	bookmarks: BookmarkTable;
	votes: VoteTable;
}

export type Verdict = "ship" | "skip";
export type Reviewer = "builder" | "skeptic" | "founder" | "futurist";

interface ToolTable {
	id: Generated<number>;
	slug: string;
	name: string;
	/** For headlines; empty: none is given. */
	short_name: Generated<string>;
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
	/** A piece of the text that its source wants quoted; null: the composer chooses one. */
	quote: string | null;
}

interface ComparisonTable {
	id: Generated<number>;
	slug: string;
	left_tool_id: number;
	right_tool_id: number;
	published_at: Instant;
	/** The editor's weight: higher goes first, below zero is held back. */
	weight: number;
	/** Of the document that it was imported from last: importing the same one again changes nothing. */
	document_hash: string | null;
	created_at: Instant;
	updated_at: Instant;
}

/** One fact that changed, and who changed it. A row that was new has none. Never changed itself. */
interface CatalogChangeTable {
	id: Generated<number>;
	at: Instant;
	who: string;
	action: "import" | "correct";
	what: "tool" | "comparison";
	slug: string;
	/** As in `catalog/fact-fields.ts`. */
	field: string;
	/** As text; empty: not known. */
	before: string;
	after: string;
}

/** The panel verdict of a tool as an issue mailed it: what a flip is measured against. */
interface MailedVerdictTable {
	issue_id: number;
	tool_id: number;
	verdict: Verdict;
	share: number;
}

/**
 * A tool as it was when an issue was sealed, kept only where it differs from
 * the issue before. A bookmark's changes are measured against it.
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

export type ToolRow = Selectable<ToolTable>;
export type NewTool = Insertable<ToolTable>;
export type ReviewRow = Selectable<ReviewTable>;
export type ComparisonRow = Selectable<ComparisonTable>;
export type NewComparison = Insertable<ComparisonTable>;
export type CatalogChangeRow = Selectable<CatalogChangeTable>;
export type ToolSnapshotRow = Selectable<ToolSnapshotTable>;
