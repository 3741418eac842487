import type { Logo } from "../../templates/theme.ts";
import type { PanelVerdict } from "../catalog/panel.ts";
import type { Instant } from "../clock.ts";
import type { Format, Reviewer, Verdict } from "../db/schema.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { Letters } from "./letters/letter-data.ts";

/**
 * Who gets the same message but for their own values: those who read in one
 * format and through one reviewer's eyes, or (without a reviewer) the whole
 * panel's.
 */
export type CohortKey = Format | `${Format}:${Reviewer}`;

/**
 * An issue compiled once for each cohort: HTML and text in which everything is
 * final but the slots. Plain JSON, because it is stored when the issue is
 * sealed and read back by whichever process sends it.
 */
export interface CompiledIssue {
	format: 2;
	/**
	 * A reviewer without a cohort said nothing this week: their readers get the
	 * whole panel's of the same format.
	 */
	cohorts: { full: CompiledCohort } & Partial<
		Record<CohortKey, CompiledCohort>
	>;
}

export interface CompiledCohort {
	subject: string;
	html: CompiledPart;
	text: CompiledPart;
}

/** One message for everybody: how issues were sealed before there were cohorts. */
export interface CompiledForAll extends CompiledCohort {
	format: 1;
}

/** A body with `%%slot:name%%` marks, and the partials its list slots repeat. */
export interface CompiledPart {
	body: string;
	partials: Record<string, string>;
}

/** Everything in a message that differs from reader to reader. Plain JSON. */
export interface Reader {
	/** How to greet them; null: no name is known. */
	name: string | null;
	/** Null in the copy on the web, which is nobody's: no greeting, no shelf, no way out. */
	address: string | null;
	/** Through whose eyes they read; null: the whole panel's. */
	lens: Reviewer | null;
	format: Format;
	/** The reader's saved tools, what changed first, at most 20, and how many there are in all. */
	shelf: ShelfTool[];
	shelfTotal: number;
	/** Slugs of those of the issue's tools that they saved. */
	saved: string[];
	/** How they voted on the issue's tools, by slug. */
	votes: Record<string, Verdict>;
	/** Null on the web, like the three that follow. */
	unsubscribeUrl: string | null;
	/** Takes `?tool=SLUG&vote=ship|skip`. */
	voteUrl: string | null;
	/** Their saved tools; takes `?save=SLUG`. */
	bookmarksUrl: string | null;
	preferencesUrl: string | null;
}

/** Who reads an issue on the web. */
export const anonymousReader: Reader = {
	name: null,
	address: null,
	lens: null,
	format: "full",
	shelf: [],
	shelfTotal: 0,
	saved: [],
	votes: {},
	unsubscribeUrl: null,
	voteUrl: null,
	bookmarksUrl: null,
	preferencesUrl: null,
};

export interface ShelfTool {
	name: string;
	url: string;
	panel: PanelVerdict;
	/** What changed since the last issue they got: "now skip, was ship · 61 points, was 78"; null: nothing. */
	change: string | null;
	/** A comparison with it that is new to them; null: none. */
	news: { title: string; url: string } | null;
}

/** A reader as a delivery keeps them, who may have been merged by an earlier version. */
export function keptReader(json: string): Reader {
	const { shelf = [], ...kept } = JSON.parse(json) as Partial<Reader>;
	return {
		...anonymousReader,
		...kept,
		shelf: shelf.map((tool) => ({ ...tool, news: tool.news ?? null })),
	};
}

/** What the headers of one issue's messages share. */
export interface Envelope {
	/** The From header: a display name and an address. */
	from: { name: string; address: string };
	replyTo: string | null;
	/** When the issue was sealed: the Date header of every copy. */
	date: Instant;
	/** `weekly.digest.example.com`, without brackets. */
	listId: string;
	/** The list's web page, for List-Archive. */
	archiveUrl: string;
	issueNumber: number;
	/** Who writes there with their token after a plus leaves; null or, in issues that were sealed before, absent: nobody can by mail. */
	unsubscribeMailbox?: string | null;
	/** From which Message-IDs are made; absent in issues that were sealed before there was one, and in drafts. */
	messageKey?: string;
}

/** A compiled issue opened for merging. Pure: the same reader gives the same bytes, always. */
export interface OpenIssue {
	subject(reader: Reader): string;
	html(reader: Reader): string;
	text(reader: Reader): string;
	/**
	 * The whole message, ready for SMTP: CRLF lines, not dot-stuffed.
	 * @param messageId without angle brackets
	 * @param into written into, when the message fits there, and over whatever
	 *   message lay there before
	 * @throws Error for an anonymous reader
	 */
	message(reader: Reader, messageId: string, into?: Buffer): Buffer;
}

/** How the middle layer reaches the templates: it never sees MJML or React. */
export interface Renderer extends Letters {
	/** Names the exact state of the templates. */
	templateHash(): Promise<string>;
	/**
	 * The theme's logo with its whole address; null: it has none.
	 *
	 * @param homeUrl what a path of its own is below
	 * @throws TemplateError for a theme that can't be read
	 */
	logo(homeUrl: string): Promise<Logo | null>;
	/** @throws TemplateError with file and line */
	compile(content: IssueContent): Promise<CompiledIssue>;
	/** @throws TemplateError for a slot that does not exist */
	open(compiled: CompiledIssue | CompiledForAll, envelope: Envelope): OpenIssue;
}

/** A template that cannot be rendered, and where. */
export class TemplateError extends Error {
	readonly file: string;
	readonly line: number | null;
	/** The message without the place. */
	readonly what: string;

	constructor(file: string, line: number | null, what: string) {
		super(`${file}${line === null ? "" : `:${line}`}: ${what}`);
		this.name = "TemplateError";
		this.file = file;
		this.line = line;
		this.what = what;
	}
}
