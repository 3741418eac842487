import type { Clock, Instant } from "../clock.ts";
import type { Config } from "../config/config.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { IssueState } from "../db/schema.ts";
import type { ReaderChoice } from "../db/subscriber/readers.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { Reader } from "../issue/content/reader.ts";
import type * as issue from "../issue/content/upcoming.ts";
import type { Mailbox } from "../mail/mailbox.ts";
import type { ReportedFinding } from "../preflight/finding.ts";
import type { Letters } from "../render/letters/letter-data.ts";

/** What the editors' desk reads. It writes nothing, so nothing here does. */
export interface StudioDeps {
	clock: Clock;
	config: Config;
	/** What the file of a TemplateError is relative to. */
	templatesDir: string;
	/** Null: mail goes to an SMTP server, and there is nothing to look into. */
	mailbox: Pick<Mailbox, "list" | "count" | "get" | "version"> | null;
	coming(): Promise<ComingIssue>;
	/** The newest first. */
	pastIssues(): Promise<PastIssue[]>;
	/** The first 50 active subscribers whose address or name holds `query`. */
	readers(query: string): Promise<ReaderChoice[]>;
	/** @param id null: somebody made up, who has no bookmarks. Null: there is no such subscriber. */
	reader(id: number | null): Promise<Reader | null>;
	/** @throws TemplateError */
	render(content: IssueContent, reader: Reader): Promise<Rendering>;
	letters: Letters;
	/** What preflight says of it as it stands now. @param issueId 0: there is no draft yet */
	check(issueId: number, content: IssueContent): Promise<Checked>;
	/** Another text whenever a template or the coming issue changed. */
	stamp(): Promise<string>;
	/** Aborted when the server is about to close: open event streams end. */
	closing: AbortSignal;
}

/** What the desk shows of the coming issue. */
export interface ComingIssue extends Omit<issue.UpcomingIssue, "issue"> {
	issue: Pick<IssueHead, "id" | "number" | "state" | "send_at" | "note"> | null;
}

export type ComingItem = ComingIssue["items"][number];

export interface PastIssue {
	number: number | null;
	state: IssueState;
	subject: string;
	sealedAt: Instant | null;
	/** How many were frozen, and how many of them SMTP took. */
	recipients: number;
	accepted: number;
	note: string | null;
}

/** What preflight found in the coming issue. */
export interface Checked {
	findings: readonly ReportedFinding[];
	leftOut: readonly string[];
	/** When it was kept; null: it is of this moment. */
	at: Instant | null;
	/** Whether a browser looked, too. */
	seen: boolean;
}

/** One reader's message, and its parts before they are encoded. */
export interface Rendering {
	subject: string;
	html: string;
	text: string;
	raw: Buffer;
}
