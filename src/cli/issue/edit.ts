import { InvalidArgumentError, Option } from "commander";
import { editIssue, type IssueEdits } from "../../issue/life/edit.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { LANGUAGE_TAGS } from "../../issue/words/language/tags.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";
import { writeIssue } from "./report.ts";

type Options = Omit<IssueEdits, "notes"> & {
	composed?: boolean;
	note?: Record<string, string>;
};

export const issueEdit: Register = (program, io) => {
	program
		.command("edit")
		.description("change the words of the coming issue, or limit who gets it")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--subject <text>", "subject line")
		.option("--preheader <text>", "text that an inbox shows after the subject")
		.option(
			"--intro <text>",
			"text below the title: paragraphs, *emphasis*, **strong**, [words](https://…)",
		)
		.option("--signed <name>", "name under the intro and the notes")
		.option(
			"--note <slug=text>",
			"editor's note on a comparison, written as an intro is; repeatable; SLUG= removes it",
			collectNote,
		)
		.addOption(
			new Option(
				"--language <tag>",
				"write the subject, preheader, intro and notes for the readers of this language (default: the first of PUBLICATION_LANGUAGE)",
			).choices(LANGUAGE_TAGS),
		)
		.option(
			"--audience <filter>",
			'send only to subscribers that match a filter, such as "lens=skeptic format=full"; "everybody" removes it',
		)
		.option(
			"--composed",
			"go back to the words that were composed automatically, without notes and, but for --language, signature",
		)
		.addHelpText(
			"after",
			`
An approved issue becomes a draft again: approve it again afterwards. For the
filter see: digest subscribers list --help. The audience is part of what you
approve. The list of recipients is frozen when the issue is sealed.

What is not written in a language is composed in it. A note that is written in
the first language alone stands in all.

Example:
  digest issue edit --subject "Ship the small one, skip the hub"
  digest issue edit --language de --subject "Das Kleine nehmen, den Hub lassen"`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const issue = await findIssue(
					app.db,
					reference,
					["draft", "approved"],
					"No issue is a draft or approved. Make one with: digest issue draft",
				);
				const { composed, note, ...wording } = options;
				const edited = await editIssue(app, issue.id, {
					...(composed
						? {
								subject: null,
								preheader: null,
								intro: null,
								notes: null,
								...(wording.language === undefined && { signed: null }),
							}
						: {}),
					...wording,
					...(note && { notes: note }),
					...(wording.audience === "everybody" ? { audience: null } : {}),
				});
				io.out(`Issue ${edited.number} is a draft now, with these words:\n`);
				await writeIssue(io, app, edited);
			}),
		);
};

/** `SLUG=TEXT`, collected by slug. */
function collectNote(
	value: string,
	before: Record<string, string> = {},
): Record<string, string> {
	const at = value.indexOf("=");
	if (at < 1)
		throw new InvalidArgumentError(
			"Write SLUG=TEXT, with the slug of a comparison of the issue.",
		);
	return { ...before, [value.slice(0, at).trim()]: value.slice(at + 1) };
}
