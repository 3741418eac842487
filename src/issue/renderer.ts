import type { Logo } from "../../templates/theme.ts";
import type { Verdict } from "../db/catalog-tables.ts";
import type { Format } from "../db/subscriber-tables.ts";
import type {
	CohortKey,
	CompiledForAll,
	CompiledIssue,
} from "./content/compiled-issue.ts";
import type { IssueContent } from "./content/content.ts";
import type { Envelope } from "./content/envelope.ts";
import type { MarkedText } from "./content/marks.ts";
import type { Reader } from "./content/reader.ts";
import type { LanguageTag } from "./words/language/tags.ts";

/** What an issue needs of the templates. src/render implements it, with MJML and React. */
export interface Renderer {
	/** Names the exact state of the templates. */
	templateHash(): Promise<string>;
	/**
	 * The theme's logo with its whole address; null: it has none.
	 *
	 * @param homeUrl the site's front page: a logo that is only a path is below it
	 * @throws TemplateError for a theme that can't be read
	 */
	logo(homeUrl: string): Promise<Logo | null>;
	/** @throws TemplateError with file and line */
	compile(
		content: IssueContent,
		options?: CompileOptions,
	): Promise<CompiledIssue>;
	/**
	 * The same with marks (marks.ts) around each text of the content, for the checks.
	 *
	 * @throws TemplateError with file and line
	 */
	compileMarked(
		content: IssueContent,
		options?: CompileOptions,
	): Promise<MarkedIssue>;
	/** The words of the theme in a language, absent: the publication's first, and the lines of its footer. */
	ownWords(language?: LanguageTag): Promise<readonly string[]>;
	/** How verdicts are written in a language, with their signs, in the full digest and in the brief one. */
	verdictWords(language?: LanguageTag): Promise<VerdictWords>;
	/** @throws TemplateError for a slot that does not exist */
	open(compiled: CompiledIssue | CompiledForAll, envelope: Envelope): OpenIssue;
}

export interface CompileOptions {
	/** Nothing gives way where a message is too long, of the issue or of what is the reader's: for the proof that the templates say everything. */
	whole?: boolean;
}

/** An issue compiled with marks, and the texts of each cohort by the numbers in its marks. */
export interface MarkedIssue {
	texts: ReadonlyMap<CohortKey, readonly MarkedText[]>;
	/** What is left of the issue in each full cohort after some of it gave way, without marks. */
	fitted: ReadonlyMap<CohortKey, IssueContent>;
	/** One reader's copy, with marks around the content and around the reader's own values. */
	copy(reader: Reader): { cohort: CohortKey; html: string; text: string };
}

/** How each verdict is written in a format: "+ Ship". */
export type VerdictWords = Readonly<
	Record<Format, Readonly<Record<Verdict | "unknown", string>>>
>;

/** A compiled issue opened for merging. Pure: the same reader always gives the same bytes. */
export interface OpenIssue {
	subject(reader: Reader): string;
	html(reader: Reader): string;
	text(reader: Reader): string;
	/**
	 * The whole message, ready for SMTP: CRLF lines, not dot-stuffed.
	 * @param messageId without angle brackets
	 * @param into a buffer to reuse: the message is written over what it holds,
	 *   if it fits
	 * @throws Error for an anonymous reader
	 */
	message(reader: Reader, messageId: string, into?: Buffer): Buffer;
}

/** A template that cannot be rendered, and where. */
export class TemplateError extends Error {
	readonly file: string;
	readonly line: number | null;
	/** The message without the file and line. */
	readonly what: string;

	constructor(file: string, line: number | null, what: string) {
		super(`${file}${line === null ? "" : `:${line}`}: ${what}`);
		this.name = "TemplateError";
		this.file = file;
		this.line = line;
		this.what = what;
	}
}
