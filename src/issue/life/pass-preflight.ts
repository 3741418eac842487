import type { IssueHead } from "../../db/issue/issues.ts";
import { insertPreflight, lastPreflights } from "../../db/issue/preflights.ts";
import type { PreflightRow } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { blocks, type ReportedFinding } from "../../preflight/finding.ts";
import { type PreflightReport, parseReport } from "../../preflight/report.ts";
import type { Desk } from "../context.ts";
import type { Rendered } from "./approve.ts";

/** The checks that every issue goes through, without a browser, before it is let go. */
export type Preflight = (
	issue: IssueHead,
	rendered: Rendered,
) => Promise<PreflightReport>;

/**
 * Lets an issue pass that was checked as it stands now, with nothing found that
 * blocks. One that was never checked is checked on the way.
 *
 * @param older what to do when it was checked, but in an older state
 * @throws Failure `preflight-blocks`, `preflight-older`
 */
export async function passPreflight(
	desk: Desk,
	issue: IssueHead,
	rendered: Rendered,
	older: "check" | "refuse",
): Promise<void> {
	const runs = await lastPreflights(desk.db, issue.id);
	const current = runs.filter((run) => run.content_hash === rendered.hash);
	if (current.length === 0 && runs.length > 0 && older === "refuse")
		throw new Failure(
			"preflight-older",
			`Issue ${issue.number} was checked in an older state than the one that is approved. Check it again with: digest preflight ${issue.number}`,
		);
	const findings =
		current.length === 0
			? (await checkAndKeep(desk, issue, rendered)).findings
			: standing(current);
	if (blocks(findings)) throw refusal(issue, findings);
}

/** Keeps what a run found, bound to what the issue said and how it looked. */
export async function keepPreflight(
	{ db, clock }: Desk,
	issueId: number,
	{ hash, templateHash }: Rendered,
	report: PreflightReport,
): Promise<void> {
	await insertPreflight(db, {
		issue_id: issueId,
		content_hash: hash,
		template_hash: templateHash,
		at: clock.now(),
		seen: report.seen ? 1 : 0,
		report: JSON.stringify(report),
	});
}

/**
 * What stands against an issue: the findings of the last run and, where that
 * one had no browser, those of the last that had. A run that looks less
 * closely takes nothing back.
 *
 * @param runs of one state of the issue, the newest first
 */
export function standing(runs: readonly PreflightRow[]): ReportedFinding[] {
	const [last] = runs;
	const seen = runs.find((run) => run.seen === 1);
	return [...new Set([last, seen])].flatMap((run) =>
		run ? reportOf(run).findings : [],
	);
}

export function reportOf(run: PreflightRow): PreflightReport {
	return parseReport(run.report);
}

async function checkAndKeep(
	desk: Desk,
	issue: IssueHead,
	rendered: Rendered,
): Promise<PreflightReport> {
	const report = await desk.preflight(issue, rendered);
	await keepPreflight(desk, issue.id, rendered, report);
	return report;
}

function refusal(
	{ number, id }: IssueHead,
	findings: readonly ReportedFinding[],
): Failure {
	const blocking = findings.filter(({ level }) => level === "block");
	const [first] = blocking;
	const more = blocking.length > 1 ? ` And ${blocking.length - 1} more.` : "";
	return new Failure(
		"preflight-blocks",
		`Issue ${number ?? `id:${id}`} can't go out so. ${first?.place}: ${first?.what} ${first?.fix}${more} See everything with: digest preflight`,
	);
}
