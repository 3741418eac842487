import { editIssue, type IssueEdits } from "../../issue/life/edit.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";
import { writeIssue } from "./report.ts";

type Options = IssueEdits & { composed?: boolean };

export const issueEdit: Register = (program, io) => {
	program
		.command("edit")
		.description("change the words of the coming issue, or limit who gets it")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--subject <text>", "subject line")
		.option("--preheader <text>", "text that an inbox shows after the subject")
		.option("--intro <text>", "sentence below the title")
		.option(
			"--audience <filter>",
			'send only to subscribers that match a filter, such as "lens=skeptic format=full"; "everybody" removes it',
		)
		.option(
			"--composed",
			"go back to the words that were composed automatically",
		)
		.addHelpText(
			"after",
			`
An approved issue becomes a draft again: approve it again afterwards. For the
filter see: digest subscribers list --help. The audience is part of what you
approve. The list of recipients is frozen when the issue is sealed.

Example:
  digest issue edit --subject "Ship the small one, skip the hub"`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const issue = await findIssue(
					app.db,
					reference,
					["draft", "approved"],
					"No issue is a draft or approved. Make one with: digest issue draft",
				);
				const { composed, ...wording } = options;
				const edited = await editIssue(app, issue.id, {
					...(composed ? { subject: null, preheader: null, intro: null } : {}),
					...wording,
					...(wording.audience === "everybody" ? { audience: null } : {}),
				});
				io.out(`Issue ${edited.number} is a draft now, with these words:\n`);
				await writeIssue(io, app, edited);
			}),
		);
};
