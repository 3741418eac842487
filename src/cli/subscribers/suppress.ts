import { Option } from "commander";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import { parseAddress } from "../../subscriber/address.ts";
import {
	liftSuppression,
	suppress,
} from "../../subscriber/leaving/suppression.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";

const REASONS: SuppressionReason[] = [
	"operator",
	"never",
	"bounce",
	"complaint",
	"erased",
];

/** The commands suppress and unsuppress. */
export const subscribersSuppress: Register = (program, io) => {
	program
		.command("suppress")
		.description("never mail an address again")
		.argument("<address>", "the address")
		.addOption(
			new Option("--reason <reason>", "why")
				.choices(REASONS)
				.default("operator"),
		)
		.addHelpText(
			"after",
			`
Takes effect at once, also for an issue that is being sent. Stored as a keyed
hash, which stays when the subscriber is erased: no import, form or command adds
the address again.

Example:
  digest subscribers suppress ada@example.com --reason complaint`,
		)
		.action(async (address: string, options: { reason: SuppressionReason }) =>
			withApp(io, async ({ db, clock }) => {
				const { email, key } = parseAddress(address);
				await suppress(db, clock, key, options.reason, "operator");
				io.out(`${email} will not be mailed any more (${options.reason}).\n`);
			}),
		);
	program
		.command("unsuppress")
		.description("allow mail to an address again")
		.argument("<address>", "the address")
		.addHelpText(
			"after",
			`
Only for people who asked for it. A subscriber keeps their state. Add anybody else
again with: digest subscribers add

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
