import { approveIssue } from "../../issue/life/approve.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { issueReport } from "./report.ts";

export const issueApprove: Register = (program, io) => {
	program
		.command("approve")
		.description("approve the coming issue as it is now")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--json", "print the issue as JSON")
		.addHelpText(
			"after",
			`
The approval covers exactly this content. If a fact, a word or a template changes
afterwards, approve the issue again. "digest serve" sends an approved issue at
its time; "digest send" sends it now.

Example:
  digest issue approve`,
		)
		.action(
			async (reference: string | undefined, options: { json?: boolean }) =>
				withApp(io, async (app) => {
					const found = await findIssue(
						app.db,
						reference,
						["draft", "approved"],
						"No issue is a draft or approved. Make one with: digest issue draft",
					);
					const issue = await approveIssue(
						app,
						app.preflight,
						found.id,
						"editor",
					);
					if (options.json) return writeJson(io, await issueReport(app, issue));
					io.out(
						`Issue ${issue.number} is approved. ${
							issue.send_at
								? `“digest serve” sends it at ${issue.send_at}. To send it now: digest send`
								: "Send it with: digest send"
						}\n`,
					);
				}),
		);
};
