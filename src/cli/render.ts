import { Option } from "commander";
import { messageFor } from "../delivery/message-for.ts";
import { findIssue } from "../issue/find.ts";
import { type Register, withApp } from "./command.ts";

type Format = "eml" | "html" | "text";

export const render: Register = (program, io) => {
	program
		.command("render")
		.description("the exact message for one subscriber, on standard output")
		.argument("[issue]", "its number (default: the newest)")
		.requiredOption("--for <address>", "the subscriber")
		.addOption(
			new Option("--format <format>", "what to print")
				.choices(["eml", "html", "text"])
				.default("eml"),
		)
		.addHelpText(
			"after",
			`
Before an issue is sealed this is how it would be now. Afterwards it is the
sealed message, with the subscriber's bookmarks as they are.

Example:
  digest render 12 --for ada@example.com --format html > ada.html`,
		)
		.action(
			async (
				reference: string | undefined,
				options: { for: string; format: Format },
			) =>
				withApp(io, async (app) => {
					const issue = await findIssue(
						app.db,
						reference,
						["draft", "approved", "sealed", "sending", "paused", "complete"],
						"There is no issue yet. Make one with: digest issue draft",
					);
					const message = await messageFor(app, issue, options.for);
					if (options.format !== "eml") return io.out(message[options.format]);
					const signer = await app.signer();
					const raw = signer ? await signer.sign(message.raw) : message.raw;
					io.out(raw.toString("utf8"));
				}),
		);
};
