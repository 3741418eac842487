import type { Context } from "../../context.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import {
	insertPreflight,
	insertWaivers,
	lastPreflights,
	waiversOf,
} from "../../db/issue/preflights.ts";
import type { PreflightRow } from "../../db/issue-tables.ts";
import { Failure } from "../../errors.ts";
import {
	blocks,
	canBeWaived,
	type PreflightReport,
	parseReport,
	type ReportedFinding,
	withoutAddresses,
} from "../preflight-report.ts";
import { auditName } from "./audit.ts";
import type { RenderedIssue } from "./render-draft.ts";

/** The checks, without a browser, that every issue must pass before it is approved or sealed. */
export type Preflight = (
	issue: IssueHead,
	rendered: RenderedIssue,
) => Promise<PreflightReport>;

/** Findings that an editor accepts for this state of the issue. */
export interface Waive {
	/** All blocking findings with these codes. */
	codes: readonly string[];
	/** In a sentence, not empty. */
	reason: string;
}

/**
 * Returns when the issue was checked in the state it is in now, and nothing was
 * found that blocks. An issue that was never checked is checked now.
 *
 * @param older what to do when only an older state of it was checked
 * @param waive what the editor accepts from now on, if anything
 * @throws Failure `preflight-blocks`, `preflight-older`, `not-waivable`, `nothing-to-waive`
 */
export async function requirePreflight(
	context: Pick<Context, "db" | "clock" | "actor">,
	preflight: Preflight,
	issue: IssueHead,
	rendered: RenderedIssue,
	older: "check" | "refuse",
	waive: Waive | null = null,
): Promise<void> {
	const runs = await lastPreflights(context.db, issue.id);
	const current = runs.filter((run) => run.content_hash === rendered.hash);
	if (current.length === 0 && runs.length > 0 && older === "refuse")
		throw new Failure(
			"preflight-older",
			`Issue ${issue.number} has changed since preflight checked it. Check it again with: digest preflight ${issue.number}`,
		);
	const findings =
		current.length === 0
			? (await checkAndKeep(context, preflight, issue, rendered)).findings
			: openFindings(current);
	if (waive) await keepWaivers(context, issue, rendered, findings, waive);
	const left = await withWaivers(context.db, issue.id, rendered.hash, findings);
	if (blocks(left)) throw refusal(issue, left);
}

/** The findings of an issue's state, with the reasons for which an editor accepts some. */
export async function withWaivers<T extends ReportedFinding>(
	db: Context["db"],
	issueId: number,
	hash: string,
	findings: readonly T[],
): Promise<T[]> {
	const waivers = await waiversOf(db, issueId, hash);
	return findings.map((finding) => {
		const waiver = waivers.findLast(
			({ code, place, what }) =>
				code === finding.code &&
				place === finding.place &&
				what === finding.what,
		);
		return waiver ? { ...finding, waived: waiver.reason } : finding;
	});
}

/** @throws Failure `not-waivable`, `nothing-to-waive` */
async function keepWaivers(
	{ db, clock, actor = "schedule" }: Pick<Context, "db" | "clock" | "actor">,
	{ id, number }: IssueHead,
	{ hash }: RenderedIssue,
	findings: readonly ReportedFinding[],
	{ codes, reason }: Waive,
): Promise<void> {
	const blocking = findings.filter(({ level }) => level === "block");
	for (const code of codes) {
		if (!canBeWaived(code))
			throw new Failure(
				"not-waivable",
				`“${code}” can't be waived: readers would miss a fact or the link to unsubscribe, or see a placeholder. Fix it, then approve the issue again.`,
			);
		if (!blocking.some((finding) => finding.code === code))
			throw new Failure(
				"nothing-to-waive",
				`Issue ${number ?? `id:${id}`} has no blocking finding “${code}”. For its findings see: digest preflight`,
			);
	}
	const at = clock.now();
	await db.transaction().execute(async (trx) => {
		await insertWaivers(
			trx,
			blocking
				.filter(({ code }) => codes.includes(code))
				.map(({ code, place, what }) => ({
					issue_id: id,
					content_hash: hash,
					code,
					place,
					what,
					reason,
					at,
				})),
		);
		await insertAuditEntry(trx, {
			at,
			who: actor,
			action: "waive",
			what: auditName({ id }),
			before: null,
			after: { codes, reason, hash },
		});
	});
}

/** Stores the report of a run, bound to the content and the templates that were checked. */
export async function keepPreflight(
	{ db, clock }: Pick<Context, "db" | "clock">,
	issueId: number,
	{ hash, templateHash }: RenderedIssue,
	report: PreflightReport,
): Promise<void> {
	await insertPreflight(db, {
		issue_id: issueId,
		content_hash: hash,
		template_hash: templateHash,
		at: clock.now(),
		seen: report.seen ? 1 : 0,
		report: JSON.stringify(withoutAddresses(report)),
	});
}

/**
 * The findings of the last run. If that one had no browser, also the findings
 * of the last run that had one: a run that checks less clears nothing.
 *
 * @param runs of one state of the issue, the newest first
 */
export function openFindings(runs: readonly PreflightRow[]): ReportedFinding[] {
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
	context: Pick<Context, "db" | "clock">,
	preflight: Preflight,
	issue: IssueHead,
	rendered: RenderedIssue,
): Promise<PreflightReport> {
	const report = await preflight(issue, rendered);
	await keepPreflight(context, issue.id, rendered, report);
	return report;
}

function refusal(
	{ number, id }: IssueHead,
	findings: readonly ReportedFinding[],
): Failure {
	const blocking = findings.filter(
		({ level, waived }) => level === "block" && waived === undefined,
	);
	const [first] = blocking;
	const more = blocking.length > 1 ? ` And ${blocking.length - 1} more.` : "";
	return new Failure(
		"preflight-blocks",
		`Issue ${number ?? `id:${id}`} can't be sent as it is. ${first?.place}: ${first?.what} ${first?.fix}${more} For all findings see: digest preflight${first && canBeWaived(first.code) ? `. If it is meant, accept it with a reason: digest issue approve --waive ${first.code} --reason TEXT` : ""}`,
	);
}
