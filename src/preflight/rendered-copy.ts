import type { Logo } from "../../templates/theme.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { Reader } from "../issue/content/reader.ts";
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
	/** The HTML part; empty when there is none. */
	dom: HtmlDocument;
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
	/** The only picture that the message may request, with its full URL; null: none. */
	logo: Logo | null;
}

export function parseCopy(
	copy: Pick<RenderedCopy, "who" | "real" | "reader" | "raw">,
	mail: ParsedMail,
): RenderedCopy {
	return { ...copy, mail, dom: parseDocument(mail.html ?? "") };
}

/** Whether a host name means the machine itself. */
export function isLoopback(host: string): boolean {
	return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}
