import type { PanelVerdict } from "../catalog/panel.ts";
import type { Instant } from "../clock.ts";
import type { IssueContent } from "../issue/content.ts";
import type { Letters } from "./letter-data.ts";

/**
 * An issue compiled once: HTML and text in which everything is final but the
 * slots. Plain JSON, because it is stored when the issue is sealed and read
 * back by whichever process sends it.
 */
export interface CompiledIssue {
	format: 1;
	subject: string;
	html: CompiledPart;
	text: CompiledPart;
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
	/** The reader's saved tools, newest first, at most 20, and how many there are in all. */
	shelf: ShelfTool[];
	shelfTotal: number;
	unsubscribeUrl: string | null;
}

/** Who reads an issue on the web. */
export const anonymousReader: Reader = {
	name: null,
	address: null,
	shelf: [],
	shelfTotal: 0,
	unsubscribeUrl: null,
};

export interface ShelfTool {
	name: string;
	url: string;
	panel: PanelVerdict;
	/** "now skip, was ship"; null: nothing changed. */
	change: string | null;
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
}

/** A compiled issue opened for merging. Pure: the same reader gives the same bytes, always. */
export interface OpenIssue {
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
	/** @throws TemplateError with file and line */
	compile(content: IssueContent): Promise<CompiledIssue>;
	open(compiled: CompiledIssue, envelope: Envelope): OpenIssue;
}

/** A template that cannot be rendered, and where. */
export class TemplateError extends Error {
	readonly file: string;
	readonly line: number | null;

	constructor(file: string, line: number | null, message: string) {
		super(`${file}${line === null ? "" : `:${line}`}: ${message}`);
		this.name = "TemplateError";
		this.file = file;
		this.line = line;
	}
}
