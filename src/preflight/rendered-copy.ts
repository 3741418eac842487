import type { Logo } from "../../templates/theme.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { Reader } from "../issue/content/reader.ts";
import type { PastSubjects } from "../issue/words/past-subjects.ts";
import type { ParsedMail } from "../mail/read-mail.ts";
import { type Document, readHtml } from "./checks/dom.ts";

/** One reader's copy of the issue: the bytes, and what a mail program makes of them. */
export interface Specimen {
	/** Whose copy it is, for people. */
	who: string;
	/** False: somebody made up, whose own links lead nowhere. */
	real: boolean;
	reader: Reader;
	/** Not signed. */
	raw: Buffer;
	mail: ParsedMail;
	/** Of the HTML part; empty when there is none. */
	dom: Document;
}

/** What the message must agree with. */
export interface Facts {
	content: IssueContent;
	/** Of the issues that were sealed before. */
	past: PastSubjects;
	/** What our own links begin with, without a slash at the end. */
	publicUrl: string;
	/** An address on the sender's own machine mails nobody. */
	mailFrom: string;
	/** True: the issue's own page is up. */
	published: boolean;
	/** The one picture that opening it may ask for, with its whole address; null: none may. */
	logo: Logo | null;
}

export function specimenOf(
	copy: Pick<Specimen, "who" | "real" | "reader" | "raw">,
	mail: ParsedMail,
): Specimen {
	return { ...copy, mail, dom: readHtml(mail.html ?? "") };
}

/** Whether a host is this very machine. */
export function isLoopback(host: string): boolean {
	return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}
