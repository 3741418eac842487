import { recordLook } from "../../subscriber/by-editor/acts.ts";
import { exportSubscriberData } from "../../subscriber/leaving/data-export.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

export const subscribersData: Register = (program, io) => {
	program
		.command("data")
		.description(
			"print everything that is stored about one subscriber, as JSON",
		)
		.argument("<address>", "the subscriber's address")
		.addHelpText(
			"after",
			`
Readers can download the same from their preferences page.

Example:
  digest subscribers data ada@example.com > ada.json`,
		)
		.action(async (address: string) =>
			withApp(io, async (app) => {
				const { db, clock } = app;
				const subscriber = await requireSubscriber(db, address);
				await recordLook(app, subscriber);
				writeJson(io, await exportSubscriberData(db, subscriber, clock.now()));
			}),
		);
};
