import type { IssueHead } from "../db/issue/issues.ts";
import { requireAdopted } from "../delivery/adoption.ts";
import { countRefused, reopenMissing } from "../delivery/resend-missing.ts";
import { type SendReport, sendIssue } from "../delivery/send.ts";
import { chooseStages } from "../delivery/stages/choose-stages.ts";
import { stageInWords, stageReport } from "../delivery/stages/stage-report.ts";
import { Failure } from "../errors.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { sealIssue } from "../issue/life/seal.ts";
import type { Io, Register } from "./terminal/io.ts";
import { counted, writeJson, writeTable } from "./terminal/output.ts";
import { sendProgress } from "./terminal/progress.ts";
import { withApp } from "./terminal/with-app.ts";

interface Options {
	wait: boolean;
	stages?: string;
	missing?: boolean;
	refused?: boolean;
	yes?: boolean;
	json?: boolean;
}

export const send: Register = (program, io, exit) => {
	program
		.command("send")
		.description("seal an approved issue and send it until it is complete")
		.argument("[issue]", "its number (default: the newest that can be sent)")
		.option(
			"--missing",
			"send to subscribers who should have got it and did not",
		)
		.option("--refused", "with --missing: also to those who were refused")
		.option("--yes", "with --refused: send, and do not only count them")
		.option(
			"--stages <stages>",
			'in which stages it goes out, in place of STAGES, such as "50, 500 after 30m, rest after 2h"; "" is all at once',
		)
		.option("--no-wait", "leave deferred messages to a later run")
		.option("--json", "print the counts as JSON")
		.addHelpText(
			"after",
			`
Exit code: 0 when the issue is complete; 1 when it is not, because it was paused,
stopped or ended, or waits for deferred messages.

Ctrl-C finishes the messages in flight and stops. The next run continues from
there, and nobody gets a second copy. A paused issue is resumed.

--missing reopens an issue for deliveries that expired or are held as unsure,
and for subscribers who were active when it was sealed but have no delivery.
Nobody else gets it. --refused adds those whose servers refused it, for a run
that went wrong: without --yes it only counts them, with the servers' replies.
Who has left or is suppressed since is never among them.

--stages counts only before the issue goes out. The first so many get it, then it
waits, and looks at what came back before it goes on. Without --no-wait this waits
for the stages.

Example:
  digest send
  digest send 12 --no-wait --json
  digest send --stages "50, 500 after 30m, rest after 2h"
  digest send 12 --missing --refused --yes`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const { missing: isMissing, refused = false, yes, stages } = options;
				if (isMissing && stages !== undefined)
					throw new Failure(
						"bad-options",
						"--stages is for an issue that has not gone out, and --missing for one that has. Leave one of them out.",
					);
				if ((refused && !isMissing) || (yes && !refused))
					throw new Failure(
						"bad-options",
						"--refused belongs to --missing, and --yes to --refused: digest send 12 --missing --refused --yes",
					);
				const found = await findIssue(
					app.db,
					reference,
					options.missing
						? ["complete", "paused", "sending"]
						: ["approved", "sealed", "sending", "paused"],
					"There is nothing to send: no issue is approved, sealed, sending or paused. See: digest issue list",
				);
				await requireAdopted(app, app.installation);
				if (refused && !yes) {
					writeRefused(io, found, await countRefused(app, found), options);
					return;
				}
				// Before the issue is sealed: this fails if the DKIM key can't sign.
				const sender = await app.sender();
				if (options.missing) {
					const missing = await reopenMissing(app, found, { refused });
					io.err(`${counted(missing, "recipient")} missing.\n`);
					if (missing === 0) return;
				}
				// What is not approved is refused below, and keeps the stages it had.
				if (stages !== undefined && found.state !== "draft") {
					await chooseStages(app, found.id, stages);
					// Said before the seal, which may be refused: they stay chosen then.
					io.err(
						`Chosen for issue ${found.number}: ${stages.trim() === "" ? "all at once" : `the stages ${stages.trim()}`}.\n`,
					);
				}
				const issue = await sealIssue(app, app.preflight, found.id);
				if (!options.json) {
					io.err(
						`Sending issue ${issue.number} to ${counted(issue.recipients ?? 0, "recipient")} through ${sender.mailer.description}.\n`,
					);
					const staged = await stageReport(app.db, app.config, issue);
					if (staged)
						io.err(
							`It goes out in stages: ${stageInWords(staged, app.config.timeZone)}.\n`,
						);
				}
				const progress = sendProgress(io);
				const report = await sendIssue(sender, issue.id, {
					signal: io.signal,
					resume: true,
					wait: options.wait,
					onProgress: progress.show,
				})
					.then((done) => {
						// Another process may have sent some since this one was told last.
						progress.last(done.counts);
						return done;
					})
					.finally(progress.end);
				if (options.json) writeJson(io, { issue: issue.number, ...report });
				else writeReport(io, issue.number, report);
				if (report.state !== "complete") exit(1);
			}),
		);
};

/** What --refused would do. */
function writeRefused(
	io: Io,
	{ number }: IssueHead,
	refused: readonly { reply: string; count: number }[],
	{ json }: Options,
): void {
	const total = refused.reduce((sum, { count }) => sum + count, 0);
	if (json) {
		writeJson(io, { issue: number, refused: total, byReply: refused });
		return;
	}
	writeTable(
		io,
		["count", "reply"],
		refused.slice(0, 20).map(({ count, reply }) => [`${count}`, reply]),
	);
	io.out(
		total === 0
			? "Nobody was refused who could still get it.\n"
			: `${counted(total, "refused recipient")} would get issue ${number}. Nothing was changed. To send it: digest send ${number} --missing --refused --yes\n`,
	);
}

function writeReport(
	io: Io,
	number: number | null,
	{ state, note, counts }: SendReport,
): void {
	const { recipients, final, ...states } = counts;
	writeTable(
		io,
		["state", "count"],
		Object.entries(states)
			.filter(([name, count]) => name !== "open" && count > 0)
			.map(([name, count]) => [name, count.toLocaleString("en")]),
	);
	if (state === "complete") {
		io.out(
			`Complete: ${recipients === 1 ? "the one recipient is" : `all ${recipients.toLocaleString("en")} are`} accounted for.\n`,
		);
		return;
	}
	if (note) io.err(`digest: ${note}\n`);
	if (state === "ended" || state === "cancelled") {
		io.err(
			`digest: issue ${number} was ${state === "ended" ? "ended early" : "cancelled"} while it was being sent. Nobody else gets it.\n`,
		);
		return;
	}
	io.err(
		`digest: issue ${number} is ${state}; ${(recipients - final).toLocaleString("en")} of ${counted(recipients, "recipient")} are still to come. Continue with: digest send ${number}\n`,
	);
}
