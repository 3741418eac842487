import { InvalidArgumentError } from "commander";
import { itemsOf } from "../../db/issue/issue-items.ts";
import { draftIssue } from "../../issue/life/draft.ts";
import {
	counted,
	type Register,
	withApp,
	writeJson,
} from "../terminal/command.ts";
import { issueReport, writeIssue } from "./report.ts";

export const issueDraft: Register = (program, io) => {
	program
		.command("draft")
		.description("choose this week's comparisons; again: choose anew")
		.option(
			"--until <instant>",
			"where the window ends (default: now)",
			instant,
		)
		.option("--json", "print the issue as JSON")
		.addHelpText(
			"after",
			`
The window begins where the last sealed issue ended. Running it again renews
the open draft and keeps its edited words.

Example:
  digest issue draft
  digest issue draft --until 2026-11-24T05:00:00Z`,
		)
		.action(async (options: { until?: string; json?: boolean }) =>
			withApp(io, async (app) => {
				const { outcome, issue } = await draftIssue(app, {
					until: options.until ?? null,
				});
				const items = await itemsOf(app.db, issue.id);
				if (options.json)
					return writeJson(io, {
						outcome,
						...(await issueReport(app, issue)),
					});
				const chosen = items.filter((item) => item.place !== "passed").length;
				if (outcome === "skipped") io.out(`No issue: ${issue.note}\n`);
				else if (outcome === "kept")
					io.out(
						`Issue ${issue.number} is ${issue.state}; it stays as it is.\n`,
					);
				else
					io.out(
						`${outcome === "drafted" ? "Drafted" : "Renewed"} issue ${issue.number} with ${counted(chosen, "comparison")}.\n`,
					);
				await writeIssue(io, app, issue);
				if (outcome === "drafted" || outcome === "updated")
					io.out(
						"\nLook at it with: digest preview\nThen: digest issue approve\n",
					);
			}),
		);
};

/** An ISO instant with its offset, as UTC text. */
export function instant(text: string): string {
	if (
		!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ||
		Number.isNaN(Date.parse(text))
	)
		throw new InvalidArgumentError(
			"It takes a time with its offset, such as 2026-11-24T05:00:00Z.",
		);
	return new Date(text).toISOString();
}
