import { requireAdopted } from "../delivery/adoption.ts";
import { reopenMissing } from "../delivery/resend-missing.ts";
import type { SendReport } from "../delivery/send.ts";
import { sendIssue } from "../delivery/send.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { sealIssue } from "../issue/life/seal.ts";
import {
	counted,
	type Register,
	withApp,
	writeJson,
	writeTable,
} from "./terminal/command.ts";
import type { Io } from "./terminal/io.ts";
import { sendProgress } from "./terminal/send-progress.ts";

export const send: Register = (program, io, exit) => {
	program
		.command("send")
		.description("seal an approved issue and send it to the end")
		.argument("[issue]", "its number (default: the newest that can be sent)")
		.option("--missing", "reach those who should have got it and did not")
		.option("--no-wait", "leave deferred messages to a later run")
		.option("--json", "print the counts as JSON")
		.addHelpText(
			"after",
			`
Interrupt it with Ctrl-C: what is in flight is finished, and the next run goes
on from there without a second copy to anyone. It takes up a paused issue too.

--missing opens an issue again for those who were given up or held as unsure,
or were active when it was sealed and are not in the ledger; nobody else.

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
						"There is nothing to send: no issue is approved or on its way. See: digest issue list",
					);
					await requireAdopted(app, app.installation);
					// With a key that signs nothing an issue must not be sealed.
					const sender = await app.sender();
					if (options.missing) {
						const missing = await reopenMissing(app, found);
						io.err(`${counted(missing, "recipient")} missing.\n`);
						if (missing === 0) return;
					}
					const issue = await sealIssue(app, app.preflight, found.id);
					if (!options.json)
						io.err(
							`Sending issue ${issue.number} to ${counted(issue.recipients ?? 0, "recipient")} by ${sender.mailer.description}.\n`,
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
		`digest: the issue is ${state}, with ${recipients - final} of ${recipients} still to come. Go on with: digest send\n`,
	);
}
