import { editIssue, type Wording } from "../../issue/life/edit.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { type Register, withApp } from "../terminal/command.ts";
import { writeIssue } from "./report.ts";

type Options = Wording & { composed?: boolean };

export const issueEdit: Register = (program, io) => {
	program
		.command("edit")
		.description("put the coming issue in your words, or limit whom it is for")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--subject <text>", "the subject line")
		.option("--preheader <text>", "what the inbox shows after the subject")
		.option("--intro <text>", "the sentence below the masthead")
		.option(
			"--audience <filter>",
			'only for those whom a filter means, such as "lens=skeptic format=full"; "everybody" ends it',
		)
		.option("--composed", "go back to the composed words")
		.addHelpText(
			"after",
			`
An approved issue becomes a draft again and wants a new approval. The audience
is a filter as in: digest subscribers list --help. It is part of what is
approved, and frozen when the issue is sealed.

Example:
  digest issue edit --subject "Ship the small one, skip the hub"`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const issue = await findIssue(
					app.db,
					reference,
					["draft", "approved"],
					"No issue is open. Make one with: digest issue draft",
				);
				const { composed, ...wording } = options;
				const edited = await editIssue(app, issue.id, {
					...(composed ? { subject: null, preheader: null, intro: null } : {}),
					...wording,
					...(wording.audience === "everybody" ? { audience: null } : {}),
				});
				io.out(`Issue ${edited.number} is a draft with these words:\n`);
				await writeIssue(io, app, edited);
			}),
		);
};
