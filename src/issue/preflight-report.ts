/** block: the issue must not be sent like this; warn: somebody should look; hint: good to know. */
export type Level = "block" | "warn" | "hint";

/** Something that a check found in a message, where it is, and how to fix it. */
export interface Finding {
	level: Level;
	/** For programs: `link-dead`, `price-differs`; `axe:…` and `html:…` for rules of axe and html-validate. */
	code: string;
	/** Where in the message, for people: "HTML, under “A vs B”", "header List-Id". */
	place: string;
	/** What is wrong, in a sentence. */
	what: string;
	/** What to do about it, in a sentence. */
	fix: string;
	/** How large what was found is, for a finding that differs from copy to copy in nothing else: of those the largest is reported. */
	size?: number;
}

/** A finding, and the readers whose copies have it. */
export interface ReportedFinding extends Finding {
	readers: string[];
	/** Why an editor accepts it nevertheless; absent: nobody does. */
	waived?: string;
}

/** Whether an issue with these findings must not be sealed. */
export function blocks(
	findings: readonly Pick<ReportedFinding, "level" | "waived">[],
): boolean {
	return findings.some(
		({ level, waived }) => level === "block" && waived === undefined,
	);
}

/** What takes the unsubscribe link or a fact from readers, or shows them a placeholder, can't be waived. */
const NEVER_WAIVED =
	/^(?:slot-left|unsubscribe-missing|one-click-of-another|header-\w+:list-unsubscribe(?:-post)?|comparison-missing|link-missing|(?:html|text)-missing|(?:name|price|share|score|summary|sentence|figure|verdict)-(?:missing|differs)|verdict-without-word|template-lacks-.*)$/;

/** Whether an editor may accept a finding with this code. */
export function canBeWaived(code: string): boolean {
	return !NEVER_WAIVED.test(code);
}

/** The result of all checks on an issue. Plain JSON: it is stored as it is. */
export interface PreflightReport {
	copies: CopyReport[];
	/** The most severe first. */
	findings: ReportedFinding[];
	/** Which checks were left out, and why, in sentences. */
	leftOut: string[];
	/** Links to other sites. They are checked for their form and never requested. */
	notFetched: string[];
	/** SpamAssassin's points for the largest copy; null: it did not run. */
	spamScore: number | null;
	/** Whether the copies were measured in a browser. */
	seen: boolean;
}

export interface CopyReport {
	/** The reader's address, or a description of a sample reader. A report that is kept has `subscriber 12` for an address. */
	who: string;
	/** Null for a sample reader. */
	subscriberId: number | null;
	/** Why this reader was chosen. */
	why: string;
	/** Bytes of the HTML part and the text part after decoding, and of the whole message. */
	html: number;
	text: number;
	message: number;
	sections: SectionSize[];
}

export interface SectionSize {
	section: string;
	bytes: number;
}

/** The report as it is kept: it names readers by their ids, so that nothing of it is left to erase with them. */
export function withoutAddresses(report: PreflightReport): PreflightReport {
	const names = new Map(
		report.copies.flatMap(({ who, subscriberId }) =>
			subscriberId === null ? [] : [[who, `subscriber ${subscriberId}`]],
		),
	);
	return {
		...report,
		copies: report.copies.map((copy) => ({
			...copy,
			who: names.get(copy.who) ?? copy.who,
		})),
		findings: report.findings.map((finding) => ({
			...finding,
			readers: finding.readers.map((reader) => names.get(reader) ?? reader),
		})),
	};
}

/** A report as it was stored, perhaps by a version whose findings said `mend` for `fix`. */
export function parseReport(json: string): PreflightReport {
	const report = JSON.parse(json) as Omit<PreflightReport, "findings"> & {
		findings: (ReportedFinding & { mend?: string })[];
	};
	return {
		...report,
		findings: report.findings.map(({ mend, ...finding }) => ({
			...finding,
			fix: finding.fix ?? mend ?? "",
		})),
	};
}
