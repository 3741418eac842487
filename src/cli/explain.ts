import { SEALED_STATES } from "../db/issue/issues.ts";
import { explainDelivery } from "../delivery/explain.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { formatTime } from "../time/format-time.ts";
import { requireSubscriber } from "./subscribers/require-subscriber.ts";
import type { Register } from "./terminal/io.ts";
import { writeJson, writeTable } from "./terminal/output.ts";
import { withApp } from "./terminal/with-app.ts";

export const explain: Register = (program, io) => {
	program
		.command("explain")
		.description(
			"explain why a subscriber got, did not get or will get an issue",
		)
		.argument("<address>", "the subscriber's address")
		.argument("[issue]", "its number, or id:N (default: the newest)")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			`
Shows every attempt to deliver the message, the SMTP server's replies, and what
came back.

Example:
  digest explain ada@example.com 12`,
		)
		.action(
			async (
				address: string,
				reference: string | undefined,
				options: { json?: boolean },
			) =>
				withApp(io, async ({ db, clock, config }) => {
					const subscriber = await requireSubscriber(db, address);
					const issue = await findIssue(
						db,
						reference,
						["draft", ...SEALED_STATES, "approved"],
						"There is no issue yet. Make one with: digest issue draft",
					);
					const explanation = await explainDelivery(
						db,
						issue,
						subscriber,
						clock.now(),
					);
					if (options.json)
						return writeJson(io, {
							address: subscriber.email,
							subscriber: subscriber.state,
							issue: issue.number ?? `id:${issue.id}`,
							...explanation,
						});
					io.out(
						`${subscriber.email} (${subscriber.state}), issue ${issue.number ?? `id:${issue.id}`} (${issue.state})\n${explanation.answer}\n`,
					);
					if (explanation.returns.length > 0) {
						io.out("\n");
						writeTable(
							io,
							["came back", "what", "cause", "followed", "words"],
							explanation.returns.map((one) => [
								formatTime(one.at, config.timeZone),
								one.kind,
								one.cause,
								one.followed,
								one.words,
							]),
						);
					}
					if (explanation.attempts.length === 0) return;
					io.out("\n");
					writeTable(
						io,
						["when", "server", "result", "reply"],
						explanation.attempts.map((one) => [
							formatTime(one.at, config.timeZone),
							one.server,
							one.result,
							one.said,
						]),
					);
				}),
		);
};
