import type { Logo } from "../../templates/theme.ts";
import type { ParsedMail } from "../mail/read-mail.ts";
import type { Sight } from "./checks/browser-findings.ts";
import type { Glance } from "./viewports.ts";

/** What the checks need of the world; each is reached only here, and none asks the network. */
export interface Instruments {
	readMail(raw: Buffer): Promise<ParsedMail>;
	validateHtml(html: string): Promise<MarkupFault[]>;
	/** The status that our own pages answer to each of these addresses. */
	ask(urls: readonly string[]): Promise<Map<string, number>>;
	/** Null: messages go out unsigned. */
	dkim: {
		sign(raw: Buffer): Promise<Buffer>;
		/** What is wrong with the signatures, in sentences. */
		verify(signed: Buffer): Promise<string[]>;
	} | null;
	/** @throws Failure when it is not installed */
	spamScore(raw: Buffer): Promise<SpamScore>;
	/** @throws Failure when there is no browser */
	openEyes(): Promise<Eyes>;
}

/** A browser that has been started. */
export interface Eyes {
	/** @param logo the one picture that the page may ask for: it gets a blank one of its size */
	lookAt(
		html: string,
		glances: readonly Glance[],
		logo: Logo | null,
	): Promise<Sight>;
	close(): Promise<void>;
}

export interface MarkupFault {
	rule: string;
	message: string;
	place: string;
}

export interface SpamScore {
	score: number;
	rules: { rule: string; points: number; text: string }[];
}
