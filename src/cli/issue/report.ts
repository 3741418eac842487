import type { App } from "../../app.ts";
import { countByState, reasonsLeftOut } from "../../db/delivery/deliveries.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { countWhere } from "../../db/subscriber/subscriber-export.ts";
import { progressOf } from "../../delivery/progress.ts";
import { planIssue } from "../../delivery/rates/plan-issue.ts";
import { composeIssue } from "../../issue/content/compose.ts";
import { recipientTerms } from "../../issue/content/recipients.ts";
import { sealedContent } from "../../issue/content/sealed.ts";
import { mailServers } from "../../mail/smtp/smtp-url.ts";
import { counted, writeTable } from "../terminal/command.ts";
import type { Io } from "../terminal/io.ts";
import { planLines } from "./plan-lines.ts";

/** Everything about an issue, for `--json`. */
export async function issueReport(app: App, issue: IssueHead) {
	const items = await itemsOf(app.db, issue.id);
	const content =
		(await sealedContent(app.db, issue.id)) ??
		(await composeIssue(app.db, app.config, issue, items));
	return {
		id: issue.id,
		number: issue.number,
		state: issue.state,
		note: issue.note,
		window: { start: issue.window_start, end: issue.window_end },
		sendAt: issue.send_at,
		subject: content.subject,
		preheader: content.preheader,
		intro: content.intro,
		audience: issue.audience,
		readers:
			issue.sealed_at === null
				? await countWhere(app.db, await recipientTerms(app, issue))
				: null,
		approvedAt: issue.approved_at,
		approvedBy: issue.approved_by,
		approvedHash: issue.approved_hash,
		contentHash: issue.content_hash,
		templateHash: issue.template_hash,
		sealedAt: issue.sealed_at,
		completedAt: issue.completed_at,
		items: items.map((item) => ({
			slug: item.slug,
			title: `${item.left_name} vs ${item.right_name}`,
			place: item.place,
			position: item.position,
			reasonCode: item.reason_code,
			reason: item.reason,
		})),
		deliveries: progressOf(
			await countByState(app.db, issue.id),
			issue.recipients,
		),
		leftOut: await reasonsLeftOut(app.db, issue.id),
		plan: await planIssue(app, mailServers(app.config.smtpUrl), issue),
	};
}

/** The same for people. */
export async function writeIssue(
	io: Io,
	app: App,
	issue: IssueHead,
): Promise<void> {
	const report = await issueReport(app, issue);
	const line = (title: string, value: string | null) => {
		if (value) io.out(`${title.padEnd(11)}${value}\n`);
	};
	line("window", `${report.window.start} to ${report.window.end}`);
	line("send at", report.sendAt);
	if (report.state !== "skipped") {
		line("subject", report.subject);
		line("preheader", report.preheader);
	}
	if (report.audience)
		line(
			"audience",
			report.readers === null
				? report.audience
				: `${report.audience} (${counted(report.readers, "active subscriber")} now)`,
		);
	line("note", report.note);
	for (const [title, value] of planLines(report.plan)) line(title, value);
	if (report.items.length > 0) {
		io.out("\n");
		writeTable(
			io,
			["place", "comparison", "why"],
			report.items.map((item) => [item.place, item.title, item.reason]),
		);
	}
	const { recipients, ...counts } = report.deliveries;
	if (recipients === 0) return;
	const { final, open: _open, ...states } = counts;
	io.out(`\n${final} of ${counted(recipients, "recipient")} accounted for\n`);
	for (const [state, count] of Object.entries(states))
		if (count > 0) io.out(`  ${state.padEnd(9)}${count}\n`);
	for (const { reason, count } of report.leftOut)
		io.out(`    ${count} ${reason}\n`);
}
