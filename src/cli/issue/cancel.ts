import { recordRefusalsOfEnded } from "../../delivery/returns/record-refusals.ts";
import { cancelIssue } from "../../issue/life/cancel.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";

export const issueCancel: Register = (program, io) => {
	program
		.command("cancel")
		.description("stop an issue for good; nobody else gets it")
		.argument("<issue>", "its number, or id:N")
		.option(
			"--reason <text>",
			"why; kept with the issue",
			"cancelled by the editor",
		)
		.option("--yes", "end an issue that somebody has got already")
		.addHelpText(
			"after",
			`
Nobody else gets the issue. If nobody has it yet, its comparisons and its number
are free for the next one. If somebody has, or may have, the issue ends early: it
keeps its page, its number and its comparisons, because messages can't be called
back. That needs --yes.

Example:
  digest issue cancel 12 --reason "wrong prices"`,
		)
		.action(
			async (reference: string, options: { reason: string; yes?: boolean }) =>
				withApp(io, async (app) => {
					const issue = await findIssue(app.db, reference, [], "");
					const { state, note } = await cancelIssue(
						app,
						issue.id,
						options.reason,
						{ endEarly: options.yes === true },
					);
					await recordRefusalsOfEnded(app);
					io.out(
						state === "ended"
							? `Issue ${reference} is over. ${note}. It keeps its page and its comparisons.\n`
							: `Issue ${reference} is cancelled. Its comparisons are free for the next issue.\n`,
					);
				}),
		);
};
