import { keepPreflight } from "../issue/life/pass-preflight.ts";
import { checkIssue } from "../preflight/check-issue.ts";
import { findSubject } from "../preflight/find-target.ts";
import { blocks } from "../preflight/finding.ts";
import { writePreflight } from "./preflight-report.ts";
import { type Register, withApp, writeJson } from "./terminal/command.ts";
import { preflightProgress } from "./terminal/preflight-progress.ts";

export const preflight: Register = (program, io, exit) => {
	program
		.command("preflight")
		.description("every check on the messages themselves, before they go out")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--no-browser", "leave out what only a browser sees")
		.option("--json", "print the report as JSON")
		.addHelpText(
			"after",
			`
Looks at the exact bytes that the median, the largest and the strangest of your
readers get, and one of every cohort: size, links, headers, both parts beside
the catalog, markup, accessibility, and in a browser at 600, 375 and 320 pixels,
light, dark and without styles. Nothing is sent and no network is asked; what
can't be checked here is said.

A finding blocks, warns or hints. What blocks keeps the issue from being sealed
until it is mended, and makes this command exit with 1.

Example:
  digest preflight
  digest preflight 12 --json`,
		)
		.action(
			async (
				reference: string | undefined,
				options: { browser: boolean; json?: boolean },
			) =>
				withApp(io, async (app) => {
					const found = await findSubject(app, reference);
					const progress = preflightProgress(io);
					const report = await checkIssue(
						app,
						await app.instruments(),
						found.issue,
						found.rendered,
						found.envelope,
						{
							withoutBrowser: options.browser ? null : "not asked for",
							withoutSpam: null,
							onProgress: progress.show,
						},
					).finally(progress.end);
					if (found.issue)
						await keepPreflight(app, found.issue.id, found.rendered, report);
					const { number, subject } = found.rendered.content;
					if (options.json)
						writeJson(io, {
							issue: found.issue?.number ?? null,
							contentHash: found.rendered.hash,
							templateHash: found.rendered.templateHash,
							...report,
						});
					else writePreflight(io, { number, subject }, report);
					if (blocks(report.findings)) exit(1);
				}),
		);
};
