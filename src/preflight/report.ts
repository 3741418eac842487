import type { Weight } from "./checks/check-size.ts";
import type { ReportedFinding } from "./finding.ts";

/** What a run of all checks on an issue found. Plain JSON: it is stored as it is. */
export interface PreflightReport {
	/** Whose copies were looked at, and why theirs. */
	copies: Copy[];
	/** The gravest first. */
	findings: ReportedFinding[];
	/** What could not be checked, or was not asked for, and why. */
	leftOut: string[];
	/** Links to other people's pages: looked at, never fetched. */
	notFetched: string[];
	/** SpamAssassin's points for the largest copy; null: not asked. */
	spamScore: number | null;
	/** Whether a browser looked at the messages. */
	seen: boolean;
}

export interface Copy {
	who: string;
	why: string;
	/** Bytes of the decoded parts, and of the whole message. */
	html: number;
	text: number;
	message: number;
	sections: Weight[];
}
