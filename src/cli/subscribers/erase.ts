import { eraseByEditor } from "../../subscriber/by-editor/acts.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

export const subscribersErase: Register = (program, io) => {
	program
		.command("erase")
		.description("delete everything about one subscriber, for good")
		.argument("<address>", "the subscriber's address")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Deletes the address, name, choices, bookmarks, votes and letters at once, and the
consents unless ERASED_CONSENTS=keep. Deliveries stay without the person, so that
the counts of every issue still add up. A keyed hash of the address stays, so
that no import adds it again. Only a new sign-up does. Readers can erase
themselves on their preferences page.

Example:
  digest subscribers erase ada@example.com`,
		)
		.action(async (address: string, options: { json?: boolean }) =>
			withApp(io, async (app) => {
				const erased = await eraseByEditor(
					app,
					app.config,
					await app.mailbox(),
					await requireSubscriber(app.db, address),
				);
				if (options.json) return writeJson(io, { erased });
				io.out(
					"Erased. No import adds this address again; only a new, confirmed sign-up does.\n",
				);
			}),
		);
};
