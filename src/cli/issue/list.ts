import { countsOfIssue } from "../../db/delivery/deliveries.ts";
import { issuesInStates } from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import { staleApproval } from "../../issue/differences/stale-approval.ts";
import { isTry } from "../../issue/life/draft.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson, writeTable } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { stateText } from "./state-text.ts";

const ALL: readonly IssueState[] = [
	"draft",
	"approved",
	"sealed",
	"sending",
	"paused",
	"complete",
	"ended",
	"cancelled",
	"skipped",
];

export const issueList: Register = (program, io) => {
	program
		.command("list")
		.description("list the last 100 issues, newest first")
		.option("--json", "print them as JSON")
		.addHelpText("after", "\nExample:\n  digest issue list --json | jq '.[0]'")
		.action(async (options: { json?: boolean }) =>
			withApp(io, async (app) => {
				const issues = (await issuesInStates(app.db, ALL)).filter(
					(issue) => !isTry(issue),
				);
				const changes = await Promise.all(
					issues.map((issue) => staleApproval(app, issue)),
				);
				if (options.json)
					return writeJson(
						io,
						issues.map((issue, index) => ({
							id: issue.id,
							number: issue.number,
							state: issue.state,
							changedSinceApproval: changes[index],
							note: issue.note,
							window: { start: issue.window_start, end: issue.window_end },
							sendAt: issue.send_at,
							sealedAt: issue.sealed_at,
							recipients: issue.recipients,
						})),
					);
				if (issues.length === 0)
					return io.out("No issues yet. Make one with: digest issue draft\n");
				const accepted = await Promise.all(
					issues.map(
						async (issue) => (await countsOfIssue(app.db, issue)).accepted,
					),
				);
				writeTable(
					io,
					["issue", "id", "state", "window end", "accepted", "note"],
					issues.map((issue, index) => [
						issue.number,
						`id:${issue.id}`,
						stateText(issue, changes[index] ?? []),
						formatTime(issue.window_end, app.config.timeZone),
						issue.recipients === null
							? null
							: `${accepted[index] ?? 0}/${issue.recipients}`,
						[
							...(issue.note === null ? [] : [issue.note]),
							...(issue.note === null ? (changes[index] ?? []) : []),
						].join(". "),
					]),
				);
			}),
		);
};
