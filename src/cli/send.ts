import { requireAdopted } from "../delivery/adoption.ts";
import { reopenMissing } from "../delivery/resend-missing.ts";
import { type SendReport, sendIssue } from "../delivery/send.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { sealIssue } from "../issue/life/seal.ts";
import type { Io, Register } from "./terminal/io.ts";
import { counted, writeJson, writeTable } from "./terminal/output.ts";
import { sendProgress } from "./terminal/progress.ts";
import { withApp } from "./terminal/with-app.ts";

export const send: Register = (program, io, exit) => {
	program
		.command("send")
		.description("seal an approved issue and send it until it is complete")
		.argument("[issue]", "its number (default: the newest that can be sent)")
		.option(
			"--missing",
			"send to subscribers who should have got it and did not",
		)
		.option("--no-wait", "leave deferred messages to a later run")
		.option("--json", "print the counts as JSON")
		.addHelpText(
			"after",
			`
Ctrl-C finishes the messages in flight and stops. The next run continues from
there, and nobody gets a second copy. A paused issue is resumed.

--missing reopens an issue for deliveries that expired or are held as unsure,
and for subscribers who were active when it was sealed but have no delivery.
Nobody else gets it.

Example:
  digest send
  digest send 12 --no-wait --json`,
		)
		.action(
			async (
				reference: string | undefined,
				options: { wait: boolean; missing?: boolean; json?: boolean },
			) =>
				withApp(io, async (app) => {
					const found = await findIssue(
						app.db,
						reference,
						options.missing
							? ["complete", "paused", "sending"]
							: ["approved", "sealed", "sending", "paused"],
						"There is nothing to send: no issue is approved, sealed, sending or paused. See: digest issue list",
					);
					await requireAdopted(app, app.installation);
					// Before the issue is sealed: this fails if the DKIM key can't sign.
					const sender = await app.sender();
					if (options.missing) {
						const missing = await reopenMissing(app, found);
						io.err(`${counted(missing, "recipient")} missing.\n`);
						if (missing === 0) return;
					}
					const issue = await sealIssue(app, app.preflight, found.id);
					if (!options.json)
						io.err(
							`Sending issue ${issue.number} to ${counted(issue.recipients ?? 0, "recipient")} through ${sender.mailer.description}.\n`,
						);
					const progress = sendProgress(io);
					const report = await sendIssue(sender, issue.id, {
						signal: io.signal,
						resume: true,
						wait: options.wait,
						onProgress: progress.show,
					}).finally(progress.end);
					if (options.json) writeJson(io, { issue: issue.number, ...report });
					else writeReport(io, report);
					if (report.state !== "complete") exit(1);
				}),
		);
};

function writeReport(io: Io, { state, note, counts }: SendReport): void {
	const { recipients, final, ...states } = counts;
	writeTable(
		io,
		["state", "count"],
		Object.entries(states).filter(
			([name, count]) => name !== "open" && count > 0,
		),
	);
	if (state === "complete") {
		io.out(`Complete: all ${recipients} are accounted for.\n`);
		return;
	}
	if (note) io.err(`digest: ${note}\n`);
	io.err(
		`digest: the issue is ${state}; ${recipients - final} of ${recipients} recipients are still to come. Continue with: digest send\n`,
	);
}
