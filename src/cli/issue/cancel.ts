import { cancelIssue } from "../../issue/life/cancel.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { type Register, withApp } from "../terminal/command.ts";

export const issueCancel: Register = (program, io) => {
	program
		.command("cancel")
		.description("drop an issue; its comparisons are free again")
		.argument("<issue>", "its number, or id:N")
		.option("--reason <text>", "why, for the record", "cancelled by the editor")
		.addHelpText(
			"after",
			`
Whoever has not got it will not; what has been handed over can't be called back.

Example:
  digest issue cancel 12 --reason "wrong prices"`,
		)
		.action(async (reference: string, options: { reason: string }) =>
			withApp(io, async (app) => {
				const issue = await findIssue(app.db, reference, [], "");
				await cancelIssue(app, issue.id, options.reason);
				io.out(
					`Issue ${reference} is cancelled; its comparisons are free for the next one.\n`,
				);
			}),
		);
};
