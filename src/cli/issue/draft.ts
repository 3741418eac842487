import { itemsOf } from "../../db/issue/issue-items.ts";
import { draftIssue } from "../../issue/life/draft.ts";
import type { Register } from "../terminal/io.ts";
import { instant } from "../terminal/option-values.ts";
import { counted, writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { issueReport, writeIssue } from "./report.ts";

export const issueDraft: Register = (program, io) => {
	program
		.command("draft")
		.description("select this week's comparisons; run again to reselect")
		.option("--until <instant>", "end of the window (default: now)", instant)
		.option("--json", "print the issue as JSON")
		.addHelpText(
			"after",
			`
The window begins where the last sealed issue ended. Running this again selects
the comparisons again, and keeps the words that you edited. If there are too few
comparisons by then, the draft stays as it is.

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
				if (outcome === "skipped")
					io.out(`No issue was drafted: ${issue.note}\n`);
				else if (outcome === "kept")
					io.out(
						`Issue ${issue.number} is ${issue.state} already; it was not changed.\n`,
					);
				else
					io.out(
						`${outcome === "drafted" ? "Drafted" : "Updated"} issue ${issue.number} with ${counted(chosen, "comparison")}.\n`,
					);
				// The note of a thin week was just said.
				await writeIssue(
					io,
					app,
					outcome === "skipped" ? { ...issue, note: null } : issue,
				);
				if (outcome === "drafted" || outcome === "updated")
					io.out(
						"\nView it with: digest preview\nThen approve it with: digest issue approve\n",
					);
			}),
		);
};
