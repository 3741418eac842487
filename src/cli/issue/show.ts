import { SEALED_STATES } from "../../db/issue/issues.ts";
import { staleApproval } from "../../issue/differences/stale-approval.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { issueReport, writeIssue } from "./report.ts";
import { stateText } from "./state-text.ts";

export const issueShow: Register = (program, io) => {
	program
		.command("show")
		.description("show what is in an issue and why, and how far it was sent")
		.argument("[issue]", "its number, or id:N (default: the newest)")
		.option(
			"--json",
			"print it as JSON, with items, reasons, counts and hashes",
		)
		.addHelpText("after", "\nExample:\n  digest issue show 12")
		.action(
			async (reference: string | undefined, options: { json?: boolean }) =>
				withApp(io, async (app) => {
					const issue = await findIssue(
						app.db,
						reference,
						["draft", ...SEALED_STATES, "approved"],
						"There is no issue yet. Make one with: digest issue draft",
					);
					if (options.json) return writeJson(io, await issueReport(app, issue));
					const changes = await staleApproval(app, issue);
					io.out(
						`Issue ${issue.number ?? `id:${issue.id}`}: ${stateText(issue, changes)}\n`,
					);
					await writeIssue(io, app, issue);
				}),
		);
};
