import { Option } from "commander";
import type { SuppressionReason } from "../../db/schema.ts";
import { parseAddress } from "../../subscriber/address.ts";
import {
	liftSuppression,
	suppress,
} from "../../subscriber/leaving/suppression.ts";
import { type Register, withApp } from "../terminal/command.ts";

const REASONS: SuppressionReason[] = [
	"operator",
	"never",
	"bounce",
	"complaint",
	"erased",
];

/** Two commands, each undoing the other. */
export const subscribersSuppress: Register = (program, io) => {
	program
		.command("suppress")
		.description("never mail this address, whoever adds it")
		.argument("<address>")
		.addOption(
			new Option("--reason <reason>", "why")
				.choices(REASONS)
				.default("operator"),
		)
		.addHelpText(
			"after",
			`
In force at once, also for an issue that is going out. Kept as a keyed hash, so
that it outlives the subscriber: no import, form or command brings it back.

Example:
  digest subscribers suppress ada@example.com --reason complaint`,
		)
		.action(async (address: string, options: { reason: SuppressionReason }) =>
			withApp(io, async ({ db, clock }) => {
				const { email, key } = parseAddress(address);
				await suppress(db, clock, key, options.reason, "operator");
				io.out(`${email} is not mailed any more (${options.reason}).\n`);
			}),
		);
	program
		.command("unsuppress")
		.description("let this address be mailed again")
		.argument("<address>")
		.addHelpText(
			"after",
			`
For those who asked for it. A subscriber goes on as they were; anybody else is
added again with: digest subscribers add

Example:
  digest subscribers unsuppress ada@example.com`,
		)
		.action(async (address: string) =>
			withApp(io, async ({ db }) => {
				const { email, key } = parseAddress(address);
				const lifted = await liftSuppression(db, key);
				io.out(
					lifted
						? `${email} may be mailed again.\n`
						: `${email} was not suppressed; nothing was changed.\n`,
				);
			}),
		);
};
