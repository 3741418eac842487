import { exportSubscriberData } from "../../subscriber/leaving/data-export.ts";
import { eraseSubscriber } from "../../subscriber/leaving/erase.ts";
import { type Register, withApp, writeJson } from "../terminal/command.ts";
import { knownSubscriber } from "./known-subscriber.ts";

/** What a reader may ask for, and does by themselves on the web. */
export const subscribersRights: Register = (program, io) => {
	program
		.command("data")
		.description("everything that is kept about one subscriber, as JSON")
		.argument("<address>")
		.addHelpText(
			"after",
			`
Readers take it along by themselves, from their preferences page.

Example:
  digest subscribers data ada@example.com > ada.json`,
		)
		.action(async (address: string) =>
			withApp(io, async ({ db, clock }) => {
				const subscriber = await knownSubscriber(db, address);
				writeJson(io, await exportSubscriberData(db, subscriber, clock.now()));
			}),
		);
	program
		.command("erase")
		.description("erase one subscriber, for good")
		.argument("<address>")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Address, name, choices, bookmarks, votes and letters go at once; consents too,
unless ERASED_CONSENTS=keep. Deliveries stay without the person, so that every
issue still adds up. A keyed hash of the address stays, by which no import
brings it back; signing up again does. Readers do it by themselves, from their
preferences page.

Example:
  digest subscribers erase ada@example.com`,
		)
		.action(async (address: string, options: { json?: boolean }) =>
			withApp(io, async ({ db, clock, config }) => {
				const { id } = await knownSubscriber(db, address);
				const erased = await eraseSubscriber(db, clock, config, id, "operator");
				if (options.json) return writeJson(io, { erased });
				io.out(
					"Erased. No import brings this address back; signing up and confirming does.\n",
				);
			}),
		);
};
