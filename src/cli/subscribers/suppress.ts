import { Option } from "commander";
import { forgiveFeedback } from "../../db/delivery/feedback.ts";
import type { Db } from "../../db/schema.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import { subscriberByKey } from "../../db/subscriber/subscribers.ts";
import { parseAddress } from "../../subscriber/address.ts";
import {
	liftSuppression,
	suppress,
} from "../../subscriber/leaving/suppression.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

function forgiveReturns(db: Db, id: number): Promise<number> {
	return db.transaction().execute((trx) => forgiveFeedback(trx, id));
}

const REASONS: SuppressionReason[] = [
	"operator",
	"never",
	"bounce",
	"complaint",
	"erased",
];

/** The commands suppress, unsuppress and forgive. */
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
Only for people who asked for it, or whose mailbox works again. What came back for
them counts no more. A subscriber keeps their state: who complained is still
unsubscribed. Add anybody else again with: digest subscribers add

Example:
  digest subscribers unsuppress ada@example.com`,
		)
		.action(async (address: string) =>
			withApp(io, async ({ db }) => {
				const { email, key } = parseAddress(address);
				const lifted = await liftSuppression(db, key);
				const id = (await subscriberByKey(db, key))?.id;
				if (id !== undefined) await forgiveReturns(db, id);
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
			withApp(io, async ({ db }) => {
				const { id, email } = await requireSubscriber(db, address);
				const count = await forgiveReturns(db, id);
				io.out(
					count === 0
						? `Nothing that came back for ${email} counts; nothing was changed.\n`
						: `What came back for ${email} counts no more (${count}).\n`,
				);
			}),
		);
};
