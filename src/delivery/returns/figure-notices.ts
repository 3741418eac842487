import type { Measure } from "../../db/delivery/return-figures.ts";
import type { Instant } from "../../time/clock.ts";
import { type Finding, findingInWords } from "./judge-figures.ts";

/** What the editor must be told. */
export interface FigureNotice {
	/** Says what it is about: of two with one key the first is told. */
	key: string;
	headline: string;
	text: string;
	/** The issue that it is about. */
	issueId: number;
	/** Nothing is held for it. */
	isWarning: boolean;
}

/** The issue that figures are of; 0: the issues of the last 30 days together. */
export const ALL_ISSUES = 0;

function periodOf(about: number): string {
	return about === ALL_ISSUES ? "of the last 30 days" : "of this issue";
}

export function holdNote(finding: Finding, about: number): string {
	return `${findingInWords(finding, periodOf(about))}. ${MEANING[finding.measure]} Then continue with: digest issue resume`;
}

const MEANING: Record<Measure, string> = {
	gone: "Mailbox providers take such a list for a bought or an old one. Look where the addresses come from, and ask them again or leave them out.",
	complaints:
		"Mailbox providers put mail that is reported so often into the junk folder. Look whom it is sent to, and whether they asked for it.",
};

export function pausedNotice(
	issueId: number,
	note: string,
	now: Instant,
): FigureNotice {
	return {
		key: `paused ${issueId} ${now}`,
		headline: `Issue id:${issueId} is paused`,
		text: note,
		issueId,
		isWarning: false,
	};
}

export function warningOf(
	finding: Finding,
	about: number,
	issueId: number,
	now: Instant,
): FigureNotice {
	// Once an issue, or once a month.
	const when = about === ALL_ISSUES ? now.slice(0, 7) : about;
	return {
		key: `figures ${finding.measure} ${finding.scope} ${when}`,
		headline:
			finding.measure === "gone"
				? "Many mailboxes do not exist"
				: "Readers report the issue as spam",
		text: `${findingInWords(finding, periodOf(about))}. ${MEANING[finding.measure]}`,
		issueId,
		isWarning: true,
	};
}

export function nextIssueNotice(
	finding: Finding,
	issueId: number,
	now: Instant,
): FigureNotice {
	return {
		key: `figures next ${now}`,
		headline: "The next issue will wait for you",
		text: `${findingInWords(finding, periodOf(ALL_ISSUES))}. ${MEANING[finding.measure]} The next issue is held before its first message, until you let it go on with: digest issue resume`,
		issueId,
		isWarning: false,
	};
}
