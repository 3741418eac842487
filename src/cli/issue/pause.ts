import type { Context } from "../../context.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/schema.ts";
import { leaveUnsure } from "../../delivery/resend-missing.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { holdIssue, pauseIssue, resumeIssue } from "../../issue/life/pause.ts";
import { type Register, withApp } from "../terminal/command.ts";

interface Control {
	name: string;
	about: string;
	states: readonly IssueState[];
	nothing: string;
	act(context: Context, id: number): Promise<IssueHead>;
	done: string;
	help: string;
	option?: [flags: string, about: string];
}

interface Options {
	leaveUnsure?: boolean;
}

const CONTROLS: readonly Control[] = [
	{
		name: "hold",
		about: "take the approval of the coming issue back",
		states: ["approved"],
		nothing: "No issue is approved.",
		act: (context, id) => holdIssue(context, id, "Held by the editor."),
		done: "is a draft again and does not go out",
		help: "It wants a new approval: digest issue approve",
	},
	{
		name: "pause",
		about: "stop the issue that is going out, within a second",
		states: ["sending", "sealed"],
		nothing: "No issue is going out.",
		act: (context, id) => pauseIssue(context, id, "Paused by the editor."),
		done: "is paused; what was in flight is finished",
		help: "It works from any process, whoever sends. Go on with: digest issue resume",
	},
	{
		name: "resume",
		about: "let the paused issue go on",
		states: ["paused"],
		nothing: "No issue is paused.",
		act: resumeIssue,
		done: "goes on, by “digest serve” if it runs, else by: digest send",
		help: "Whoever has got it gets no second copy.",
		option: [
			"--leave-unsure",
			"do not send again what may have gone out (with UNSURE=hold)",
		],
	},
];

/** hold, pause and resume: each one word from the editor, and safe to repeat. */
export const issueControls: Register = (program, io) => {
	for (const control of CONTROLS) {
		const command = program
			.command(control.name)
			.description(control.about)
			.argument("[issue]", "its number (default: the one it can be)")
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
						control.nothing,
					);
					if (options.leaveUnsure) await leaveUnsure(app, found);
					const issue = await control.act(app, found.id);
					io.out(`Issue ${issue.number} ${control.done}.\n`);
				}),
			);
		if (control.option) command.option(...control.option);
	}
};
