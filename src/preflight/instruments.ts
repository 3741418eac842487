import type { Logo } from "../../templates/theme.ts";
import type { ParsedMail } from "../mail/read-mail.ts";
import type { BrowserMeasurements } from "./checks/browser-findings.ts";
import type { Viewport } from "./viewports.ts";

/** Everything outside preflight that the checks use. None of it makes a network request. */
export interface Instruments {
	readMail(raw: Buffer): Promise<ParsedMail>;
	validateHtml(html: string): Promise<MarkupFault[]>;
	/** The HTTP status of each of our own pages, by URL. Pages are called in this process. */
	statusOfPages(urls: readonly string[]): Promise<Map<string, number>>;
	/** Null: messages are sent unsigned. */
	dkim: {
		sign(raw: Buffer): Promise<Buffer>;
		/** What is wrong with the signatures, in sentences; empty when all are valid. */
		verify(signed: Buffer): Promise<string[]>;
	} | null;
	/** @throws Failure when SpamAssassin is not installed */
	spamScore(raw: Buffer): Promise<SpamScore>;
	/** The caller closes it. @throws Failure when there is no browser */
	openBrowser(): Promise<MessageBrowser>;
}

/** A browser that is running, to show messages in. */
export interface MessageBrowser {
	/**
	 * Shows the message in each viewport, in this order, and measures it.
	 *
	 * @param logo the only picture that the page may request: it gets a blank one of the same size
	 */
	measure(
		html: string,
		viewports: readonly Viewport[],
		logo: Logo | null,
	): Promise<BrowserMeasurements>;
	close(): Promise<void>;
}

/** A rule of html-validate that the HTML breaks. */
export interface MarkupFault {
	rule: string;
	message: string;
	/** A CSS selector, or line and column. */
	place: string;
}

/** SpamAssassin's score and the rules that gave it, in points; below 0 speaks for the message. */
export interface SpamScore {
	score: number;
	rules: { rule: string; points: number; text: string }[];
}
