import type { Context } from "../../context.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import { leaveUnsure } from "../../delivery/resend-missing.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { holdIssue, pauseIssue, resumeIssue } from "../../issue/life/pause.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";

interface Control {
	name: string;
	description: string;
	/** Which issue is meant without a number. */
	which: string;
	/** In which an issue can be controlled so. */
	states: readonly IssueState[];
	/** What to say when no issue is in one of them. */
	noneFound: string;
	act(context: Context, id: number): Promise<IssueHead>;
	/** Follows "Issue 12". */
	done: string;
	help: string;
	option?: [flags: string, description: string];
}

interface Options {
	leaveUnsure?: boolean;
}

const CONTROLS: readonly Control[] = [
	{
		name: "hold",
		description: "withdraw the approval of the coming issue",
		which: "the approved one",
		states: ["approved"],
		noneFound: "No issue is approved.",
		act: (context, id) => holdIssue(context, id, "Held by the editor."),
		done: "is a draft again and will not be sent",
		help: "To send it later, approve it again: digest issue approve",
	},
	{
		name: "pause",
		description: "pause the issue that is being sent, within a second",
		which: "the one that is being sent",
		states: ["sending", "sealed"],
		noneFound: "No issue is being sent.",
		act: (context, id) => pauseIssue(context, id, "Paused by the editor."),
		done: "is paused; messages in flight are still finished",
		help: "This also stops a sender in another terminal or on another machine. To continue: digest issue resume",
	},
	{
		name: "resume",
		description: "continue the paused issue",
		which: "the paused one",
		states: ["paused"],
		noneFound: "No issue is paused.",
		act: resumeIssue,
		done: "continues: “digest serve” sends it. If that is not running: digest send",
		help: "Nobody who has got the issue gets a second copy.",
		option: [
			"--leave-unsure",
			"do not resend messages that may have gone out (with UNSURE=hold)",
		],
	},
];

/** The commands hold, pause and resume. All are safe to repeat. */
export const issueControls: Register = (program, io) => {
	for (const control of CONTROLS) {
		const command = program
			.command(control.name)
			.description(control.description)
			.argument("[issue]", `its number (default: ${control.which})`)
			.addHelpText(
				"after",
				`\n${control.help}\n\nExample:\n  digest issue ${control.name}`,
			)
			.action(async (reference: string | undefined, options: Options) =>
				withApp(io, async (app) => {
					const found = await findIssue(
						app.db,
						reference,
						control.states,
						control.noneFound,
					);
					if (options.leaveUnsure) await leaveUnsure(app, found);
					const issue = await control.act(app, found.id);
					io.out(`Issue ${issue.number} ${control.done}.\n`);
				}),
			);
		if (control.option) command.option(...control.option);
	}
};
