import { findIssue } from "../../issue/life/find-issue.ts";
import { type Register, withApp, writeJson } from "../terminal/command.ts";
import { issueReport, writeIssue } from "./report.ts";

export const issueShow: Register = (program, io) => {
	program
		.command("show")
		.description("what is in an issue and why, and how far it has come")
		.argument("[issue]", "its number, or id:N (default: the newest)")
		.option("--json", "print it as JSON: items with reasons, counts, hashes")
		.addHelpText("after", "\nExample:\n  digest issue show 12")
		.action(
			async (reference: string | undefined, options: { json?: boolean }) =>
				withApp(io, async (app) => {
					const issue = await findIssue(
						app.db,
						reference,
						["draft", "approved", "sealed", "sending", "paused", "complete"],
						"There is no issue yet. Make one with: digest issue draft",
					);
					if (options.json) return writeJson(io, await issueReport(app, issue));
					io.out(`Issue ${issue.number ?? `id:${issue.id}`}: ${issue.state}\n`);
					await writeIssue(io, app, issue);
				}),
		);
};
