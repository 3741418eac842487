import type { SectionSize } from "./checks/check-size.ts";
import type { ReportedFinding } from "./finding.ts";

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
