import { subscriberByKey } from "../db/subscriber/subscribers.ts";
import { explainDelivery } from "../delivery/explain.ts";
import { Failure } from "../errors.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { parseAddress } from "../subscriber/address.ts";
import {
	type Register,
	withApp,
	writeJson,
	writeTable,
} from "./terminal/command.ts";

export const explain: Register = (program, io) => {
	program
		.command("explain")
		.description("why somebody got, did not get or will get an issue")
		.argument("<address>")
		.argument("[issue]", "its number, or id:N (default: the newest)")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			`
Answers from the ledger: every attempt and what the mail server said.

Example:
  digest explain ada@example.com 12`,
		)
		.action(
			async (
				address: string,
				reference: string | undefined,
				options: { json?: boolean },
			) =>
				withApp(io, async ({ db, clock }) => {
					const subscriber = await subscriberByKey(
						db,
						parseAddress(address).key,
					);
					if (!subscriber)
						throw new Failure(
							"no-such-subscriber",
							`${address} is not a subscriber and never was, or was erased.`,
						);
					const issue = await findIssue(
						db,
						reference,
						["draft", "approved", "sealed", "sending", "paused", "complete"],
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
					if (explanation.attempts.length === 0) return;
					io.out("\n");
					writeTable(
						io,
						["when", "server", "result", "said"],
						explanation.attempts.map((one) => [
							one.at,
							one.server,
							one.result,
							one.said,
						]),
					);
				}),
		);
};
