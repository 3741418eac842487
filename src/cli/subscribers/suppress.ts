import { Option } from "commander";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import {
	forgiveByEditor,
	SUPPRESSION_REASONS,
	suppressByEditor,
	unsuppressByEditor,
} from "../../subscriber/by-editor/acts.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

/** The commands suppress, unsuppress and forgive. */
export const subscribersSuppress: Register = (program, io) => {
	program
		.command("suppress")
		.description("never mail an address again")
		.argument("<address>", "the address")
		.addOption(
			new Option("--reason <reason>", "why")
				.choices(SUPPRESSION_REASONS)
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
			withApp(io, async (app) => {
				const { email } = await suppressByEditor(app, address, options.reason);
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
Only for people who asked for it, or whose mailbox works again. What came back for
them counts no more. A subscriber keeps their state: who complained is still
unsubscribed. Add anybody else again with: digest subscribers add

Example:
  digest subscribers unsuppress ada@example.com`,
		)
		.action(async (address: string) =>
			withApp(io, async (app) => {
				const { email, lifted } = await unsuppressByEditor(app, address);
				io.out(
					lifted
						? `${email} may be mailed again.\n`
						: `${email} was not suppressed; nothing was changed.\n`,
				);
			}),
		);
	program
		.command("forgive")
		.description("let what came back for a subscriber count no more")
		.argument("<address>", "the subscriber's address")
		.addHelpText(
			"after",
			`
Bounces of a full or a disabled mailbox suppress an address after three issues in a
row. This begins the count anew. It lifts no suppression: unsuppress does both.

Example:
  digest subscribers forgive ada@example.com`,
		)
		.action(async (address: string) =>
			withApp(io, async (app) => {
				const { id, email } = await requireSubscriber(app.db, address);
				const count = await forgiveByEditor(app, { id });
				io.out(
					count === 0
						? `Nothing that came back for ${email} counts; nothing was changed.\n`
						: `What came back for ${email} counts no more (${count}).\n`,
				);
			}),
		);
};
