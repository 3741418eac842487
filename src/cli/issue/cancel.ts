import { cancelIssue } from "../../issue/life/cancel.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";

export const issueCancel: Register = (program, io) => {
	program
		.command("cancel")
		.description("cancel an issue and free its comparisons for the next one")
		.argument("<issue>", "its number, or id:N")
		.option(
			"--reason <text>",
			"why; kept with the issue",
			"cancelled by the editor",
		)
		.addHelpText(
			"after",
			`
Nobody else gets the issue. Messages that the mail server has accepted can't be
called back.

Example:
  digest issue cancel 12 --reason "wrong prices"`,
		)
		.action(async (reference: string, options: { reason: string }) =>
			withApp(io, async (app) => {
				const issue = await findIssue(app.db, reference, [], "");
				await cancelIssue(app, issue.id, options.reason);
				io.out(
					`Issue ${reference} is cancelled. Its comparisons are free for the next issue.\n`,
				);
			}),
		);
};
