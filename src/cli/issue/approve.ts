import { approveIssue } from "../../issue/life/approve.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { type Register, withApp, writeJson } from "../terminal/command.ts";
import { issueReport } from "./report.ts";

export const issueApprove: Register = (program, io) => {
	program
		.command("approve")
		.description("let the coming issue go out as it stands now")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--json", "print the issue as JSON")
		.addHelpText(
			"after",
			`
The approval is for exactly what you see: if a fact, a word or a template
changes afterwards, it wants another. The scheduler of "digest serve" sends it
at its time; "digest send" sends it now.

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
						"No issue is open. Make one with: digest issue draft",
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
								? `It goes out at ${issue.send_at} while “digest serve” runs; to send it now: digest send`
								: "Send it with: digest send"
						}\n`,
					);
				}),
		);
};
