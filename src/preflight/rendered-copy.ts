import type { Logo } from "../../templates/theme.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { type MarkedText, withoutMarks } from "../issue/content/marks.ts";
import type { Reader } from "../issue/content/reader.ts";
import type { VerdictWords } from "../issue/renderer.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import type { PastSubjects } from "../issue/words/past-subjects.ts";
import type { ParsedMail } from "../mail/read-mail.ts";
import { type HtmlDocument, parseDocument } from "./checks/html-tree.ts";

/** One reader's copy of the issue: its bytes, and the same message parsed. */
export interface RenderedCopy {
	/** The reader's address, or a description of a sample reader. */
	who: string;
	/** False: the copy of a sample reader, whose own links do not work. */
	real: boolean;
	reader: Reader;
	/** Unsigned. */
	raw: Buffer;
	mail: ParsedMail;
	/** The HTML part, with marks round the content; empty when there is none. */
	html: string;
	dom: HtmlDocument;
	/** The text part, with marks round the content. */
	text: string;
	/** The texts that the marks name; null: the parts have no marks, because no marked rendering is the same as the message. */
	texts: readonly MarkedText[] | null;
	/** What is left of the issue after some of it gave way for want of room. Absent or null: all of it. */
	fitted?: IssueContent | null;
}

/** What the message must agree with. */
export interface Expected {
	content: IssueContent;
	/** The subjects of the issues sealed before. */
	past: PastSubjects;
	/** What links to our own pages begin with, without a slash at the end. */
	publicUrl: string;
	/** The sender's address. On localhost, mail goes to nobody else. */
	mailFrom: string;
	/** Whether the issue's own page is online. */
	published: boolean;
	/** How verdicts are written. */
	verdictWords: VerdictWords;
	/** The only picture that the message may request, with its full URL; null: none. */
	logo: Logo | null;
	/** The theme's words and footer, with their {marks}: what they say is meant. Absent: not known. */
	ownWords?: readonly string[];
	/** The same for copies in another language than the issue's own. */
	inLanguage?: Partial<
		Record<LanguageTag, Pick<Expected, "verdictWords" | "ownWords">>
	>;
}

/** A copy with marks round its texts. */
export interface MarkedCopy {
	html: string;
	text: string;
	texts: readonly MarkedText[];
	/** What is left of the issue after some of it gave way for want of room. Absent or null: all of it. */
	fitted?: IssueContent | null;
}

/** @param marked the same copy with marks; null: there is none */
export function parseCopy(
	copy: Pick<RenderedCopy, "who" | "real" | "reader" | "raw">,
	mail: ParsedMail,
	marked: MarkedCopy | null,
): RenderedCopy {
	const html = mail.html ?? "";
	const text = mail.text ?? "";
	const isSame =
		marked !== null &&
		isSameText(marked.html, html) &&
		isSameText(marked.text, text);
	const parts = isSame ? marked : { html, text, texts: null };
	const fitted = marked?.fitted ?? null;
	return { ...copy, ...parts, fitted, mail, dom: parseDocument(parts.html) };
}

/** Whether two parts are the same but for the ends of their lines and the places where a long word may break. */
function isSameText(one: string, other: string): boolean {
	const lines = (text: string) =>
		withoutMarks(text)
			.replaceAll("\r\n", "\n")
			.replace(/<wbr\/?>/g, "")
			.trimEnd();
	return lines(one) === lines(other);
}

/** Whether a host name means the machine itself. */
export function isLoopback(host: string): boolean {
	return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}
