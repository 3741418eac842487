import type { Finding } from "../../issue/preflight-report.ts";

/** One cohort's copy of the made-up issue. */
export interface ProofCopy {
	html: string;
	text: string;
}

/** What a template lacks in one part of one cohort. */
export interface Lack {
	level: Finding["level"];
	/** "price", "verdict" */
	kind: string;
	part: "HTML part" | "text part";
	/** Which ones, for people. */
	what: string;
	fix: string;
}
