import { Failure } from "../errors.ts";
import { keepPreflight, withWaivers } from "../issue/life/pass-preflight.ts";
import { blocks } from "../issue/preflight-report.ts";
import { checkIssue } from "../preflight/check-issue.ts";
import { findTarget } from "../preflight/find-target.ts";
import { writePreflight } from "./preflight-report.ts";
import type { Register } from "./terminal/io.ts";
import { writeJson } from "./terminal/output.ts";
import { preflightProgress } from "./terminal/progress.ts";
import { withApp } from "./terminal/with-app.ts";

export const preflight: Register = (program, io, exit) => {
	program
		.command("preflight")
		.description("check the messages of an issue before they are sent")
		.argument("[issue]", "its number (default: the coming one)")
		.option("--no-browser", "skip the checks that need a browser")
		.option("--json", "print the report as JSON")
		.addHelpText(
			"after",
			`
Makes the exact messages for several readers: the median, the largest, the most
unusual, and one of every cohort. Checks their size, links, headers, markup and
accessibility, compares the HTML and the text with the catalog, and opens them in
a browser: 600, 375 and 320 pixels wide, light, dark and without styles. Sends
nothing and uses no network. Lists what can't be checked here.

A finding blocks, warns or hints. A finding that blocks keeps the issue from
being approved or sealed until it is fixed or, with a reason, accepted (see
"digest issue approve --help"), and this command exits with 1.

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
					const found = await findTarget(app, reference);
					const progress = preflightProgress(io);
					const checked = await checkIssue(
						app,
						await app.instruments(),
						found.issue,
						found.rendered,
						found.envelope,
						{
							withoutBrowser: options.browser
								? null
								: "switched off with --no-browser",
							withoutSpam: null,
							onProgress(step, share) {
								if (io.signal.aborted)
									throw new Failure(
										"interrupted",
										"Preflight was stopped before its end. Nothing of it was kept.",
									);
								progress.show(step, share);
							},
						},
					).finally(progress.end);
					if (found.issue)
						await keepPreflight(app, found.issue.id, found.rendered, checked);
					const report = {
						...checked,
						findings: await withWaivers(
							app.db,
							found.issue?.id ?? 0,
							found.rendered.hash,
							checked.findings,
						),
					};
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
