import { lettersTo } from "../../db/subscriber/letters.ts";
import { Failure } from "../../errors.ts";
import { unsubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import { type Register, withApp, writeJson } from "../terminal/command.ts";
import { knownSubscriber } from "./known-subscriber.ts";

export const subscribersLeave: Register = (program, io) => {
	program
		.command("leave")
		.description("take one subscriber off the list, at their request")
		.argument("<address>")
		.option("--quiet", "mail no goodbye")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
In force at once, also for an issue that is going out. The goodbye has a link
back, for a mistake; who never confirmed gets none. Repeating it changes nothing.

Example:
  digest subscribers leave ada@example.com`,
		)
		.action(
			async (address: string, options: { quiet?: boolean; json?: boolean }) =>
				withApp(io, async ({ db, clock, signUps }) => {
					const { id } = await knownSubscriber(db, address);
					const leaving = await unsubscribe(db, clock, id, "operator", {
						goodbye: !options.quiet,
					});
					if (leaving === null)
						throw new Failure(
							"no-such-subscriber",
							`${address} is not a subscriber any more.`,
						);
					if (leaving.goodbye) await signUps.run();
					const [letter] = leaving.goodbye ? await lettersTo(db, id, 1) : [];
					const goodbye = letter ? (letter.sent_at ? "mailed" : "due") : "none";
					const { email, unsubscribed_at, unsubscribed_by } =
						leaving.subscriber;
					if (options.json)
						return writeJson(io, {
							outcome: leaving.changed ? "left" : "already",
							email,
							unsubscribedAt: unsubscribed_at,
							unsubscribedBy: unsubscribed_by,
							goodbye,
						});
					io.out(
						leaving.changed
							? `${email} has left the list${SAID[goodbye]}.\n`
							: `${email} left on ${unsubscribed_at} (${unsubscribed_by}); nothing was changed.\n`,
					);
				}),
		);
};

const SAID = {
	mailed: "; a goodbye was mailed",
	due: "; the goodbye could not be mailed yet, and is tried again while digest serve runs",
	none: "; no goodbye was mailed",
};
