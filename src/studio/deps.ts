import type { Clock, Instant } from "../clock.ts";
import type { Config } from "../config.ts";
import type { ReaderChoice } from "../db/readers.ts";
import type { IssueRow, IssueState, ItemPlace } from "../db/schema.ts";
import type { IssueContent } from "../issue/content.ts";
import type { Mailbox } from "../mail/mailbox.ts";
import type { Reader } from "../render/renderer.ts";

/** What the editors' desk reads. It writes nothing, so nothing here does. */
export interface StudioDeps {
	clock: Clock;
	config: Config;
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
	/** Another text whenever a template or the coming issue changed. */
	stamp(): Promise<string>;
	/** Aborted when the server is about to close: open event streams end. */
	closing: AbortSignal;
}

/** The open issue or, when none is open, what a draft made now would hold. */
export interface ComingIssue {
	issue: Pick<IssueRow, "id" | "number" | "state" | "send_at" | "note"> | null;
	content: IssueContent | null;
	items: ComingItem[];
	/** Why there is nothing to show, as a sentence; null: there is. */
	blocked: string | null;
}

export interface ComingItem {
	place: ItemPlace;
	title: string;
	reasonCode: string;
	reason: string;
}

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

/** One reader's message, and its parts before they are encoded. */
export interface Rendering {
	html: string;
	text: string;
	raw: Buffer;
}
