import type { App } from "../../app.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { lastPreflights } from "../../db/issue/preflights.ts";
import type { Db } from "../../db/schema.ts";
import { countAudience } from "../../db/subscriber/subscriber-export.ts";
import {
	stageInWords,
	stageReport,
} from "../../delivery/stages/stage-report.ts";
import { findEditor } from "../../editors/manage-editors.ts";
import { Failure } from "../../errors.ts";
import { recipientTerms } from "../../issue/content/recipients.ts";
import { approveIssue } from "../../issue/life/approve.ts";
import { approvalsInWords, approvalsOf } from "../../issue/life/approvers.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { goesOut } from "../../issue/life/goes-out.ts";
import { openFindings, type Waive } from "../../issue/life/pass-preflight.ts";
import { renderDraft } from "../../issue/life/render-draft.ts";
import type { ReportedFinding } from "../../issue/preflight-report.ts";
import { mergeReported } from "../../preflight/finding.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { issueReport } from "./report.ts";

interface Options {
	waive?: string[];
	reason?: string;
	as?: string;
	json?: boolean;
}

export const issueApprove: Register = (program, io) => {
	program
		.command("approve")
		.description("approve the coming issue as it is now")
		.argument("[issue]", "its number (default: the coming one)")
		.option(
			"--waive <code...>",
			"accept blocking findings with these codes; needs --reason",
		)
		.option("--reason <text>", "why they are accepted; kept with the approval")
		.option(
			"--as <name>",
			"the editor who approves, by name or address; for APPROVALS=2",
		)
		.option("--json", "print the issue as JSON")
		.addHelpText(
			"after",
			`
The approval covers exactly this content. If a fact, a word or a template changes
afterwards, approve the issue again. "digest serve" sends an approved issue at
its send time, or at the next one by SEND_AT if it was drafted by hand.
"digest send" sends it now.

A finding of preflight that blocks can be accepted with a reason, unless readers
would miss a fact or the link to unsubscribe, or see a placeholder. The reason
holds for exactly this content.

Example:
  digest issue approve
  digest issue approve --waive contrast --reason "The logo is meant to be faint"`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const waive = waiveOf(options);
				const found = await findIssue(
					app.db,
					reference,
					["draft", "approved"],
					"No issue is a draft or approved. Make one with: digest issue draft",
				);
				const by = await actingAs(app, options.as);
				const issue = await approveIssue(
					by,
					app.preflight,
					found.id,
					"editor",
					null,
					waive,
				);
				for (const { place, what, fix } of await warningsOf(app.db, issue))
					io.err(`digest: warning: ${place}: ${what} ${fix}\n`);
				if (options.json) return writeJson(io, await issueReport(app, issue));
				const said = await approvalsSaid(by, issue);
				if (issue.state !== "approved") {
					io.out(`Issue ${issue.number} is not approved yet. ${said}\n`);
					return;
				}
				if (said) io.out(`${said}\n`);
				io.out(
					`Issue ${issue.number} is approved. “digest serve” sends it ${goesOut(app, issue)}. To send it now: digest send\n`,
				);
				for (const line of await stageLines(app, issue)) io.out(`${line}\n`);
			}),
		);
};

/** What --as says is believed: whoever runs commands here can do everything anyway. The audit log says how it was said. */
async function actingAs(app: App, named: string | undefined): Promise<App> {
	if (named === undefined) return app;
	const { id, name } = await findEditor(app.db, named);
	return { ...app, editorId: id, actor: `command line as ${name}` };
}

/** Who approved exactly what the issue is now. */
async function approvalsSaid(app: App, issue: IssueHead): Promise<string> {
	if (app.config.approvals === 1) return "";
	const hash = issue.approved_hash ?? (await renderDraft(app, issue)).hash;
	return approvalsInWords(await approvalsOf(app.db, app, issue.id, hash), app);
}

/** A list of this size or less is the first stage. */
const FEW = 50;

/** How the issue goes out in stages, or that it should. */
async function stageLines(app: App, issue: IssueHead): Promise<string[]> {
	const { db, config } = app;
	const stages = await stageReport(db, config, issue);
	if (stages)
		return [`It goes out in stages: ${stageInWords(stages, config.timeZone)}.`];
	const terms = await recipientTerms(app, issue);
	const readers = await countAudience(db, terms);
	if (readers <= FEW) return [];
	const strangers = await countAudience(db, [
		...terms,
		{ field: "accepted", never: true },
	]);
	return strangers * 10 < readers
		? []
		: [
				`${strangers.toLocaleString("en")} of ${readers.toLocaleString("en")} recipients have never been sent anything. To begin with a few and look at what comes back, set: STAGES="50, 500 after 30m, rest after 2h", or for this issue alone: digest send --stages "50, 500 after 30m, rest after 2h"`,
			];
}

/** What preflight warns of in the state that was approved. */
async function warningsOf(
	db: Db,
	{ id, approved_hash }: IssueHead,
): Promise<ReportedFinding[]> {
	const runs = await lastPreflights(db, id);
	return mergeReported(
		openFindings(runs.filter((run) => run.content_hash === approved_hash)),
	).filter(({ level }) => level === "warn");
}

/** @throws Failure `waiver-without-reason`, `reason-without-waiver` */
function waiveOf({ waive, reason }: Options): Waive | null {
	const text = reason?.trim() ?? "";
	if (waive && text === "")
		throw new Failure(
			"waiver-without-reason",
			"A finding is accepted only with a reason. Add: --reason TEXT",
		);
	if (!waive && text !== "")
		throw new Failure(
			"reason-without-waiver",
			"--reason says why a finding is accepted. Name its code: --waive CODE",
		);
	return waive ? { codes: waive, reason: text } : null;
}
