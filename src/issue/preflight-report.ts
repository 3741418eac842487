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
}

/** A finding, and the readers whose copies have it. */
export interface ReportedFinding extends Finding {
	readers: string[];
}

/** Whether an issue with these findings must not be sealed. */
export function blocks(findings: readonly Pick<Finding, "level">[]): boolean {
	return findings.some(({ level }) => level === "block");
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
	/** The reader's address, or a description of a sample reader. */
	who: string;
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
