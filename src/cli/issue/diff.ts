import { SEALED_STATES } from "../../db/issue/issues.ts";
import { issueDifferences } from "../../issue/differences/differences.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import { visible } from "../../text/visible-text.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";

export const issueDiff: Register = (program, io) => {
	program
		.command("diff")
		.description("list the facts and words of an issue that have changed")
		.argument("[issue]", "its number, or id:N (default: the newest)")
		.option("--json", "print them as JSON")
		.addHelpText(
			"after",
			`
Compares an issue that is not sealed with what was approved of it last, and a
sealed one with what it would say from the catalog of today.

Example:
  digest issue diff 12`,
		)
		.action(
			async (reference: string | undefined, options: { json?: boolean }) =>
				withApp(io, async (app) => {
					const issue = await findIssue(
						app.db,
						reference,
						["draft", ...SEALED_STATES, "approved"],
						"There is no issue yet. Make one with: digest issue draft",
					);
					const found = await issueDifferences(app, issue);
					if (options.json) return writeJson(io, found);
					const { before, after, changes } = found;
					if (before === null)
						io.out(
							`Issue ${issue.number ?? `id:${issue.id}`} was not approved yet: there is nothing to compare it with.\n`,
						);
					else if (changes.length === 0)
						io.out(`Nothing differs between ${before} and ${after}.\n`);
					for (const change of changes) io.out(`${visible(change)}\n`);
				}),
		);
};
