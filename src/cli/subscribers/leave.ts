import { lettersTo } from "../../db/subscriber/letters.ts";
import { Failure } from "../../errors.ts";
import { unsubscribeByEditor } from "../../subscriber/by-editor/acts.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import { requireSubscriber } from "./require-subscriber.ts";

export const subscribersLeave: Register = (program, io) => {
	program
		.command("leave")
		.description("unsubscribe one subscriber, at their request")
		.argument("<address>", "the subscriber's address")
		.option("--quiet", "send no goodbye")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Takes effect at once, also for an issue that is being sent. The goodbye has a
link to subscribe again, in case it was a mistake. Subscribers who never
confirmed get no goodbye. Running it again changes nothing.

Example:
  digest subscribers leave ada@example.com`,
		)
		.action(
			async (address: string, options: { quiet?: boolean; json?: boolean }) =>
				withApp(io, async (app) => {
					const { db, config, signUps } = app;
					const { id } = await requireSubscriber(db, address);
					const leaving = await unsubscribeByEditor(
						app,
						{ id },
						{ goodbye: !options.quiet },
					);
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
							? `${email} is unsubscribed${GOODBYES[goodbye]}.\n`
							: `${email} unsubscribed on ${unsubscribed_at === null ? "a day that is not known" : formatTime(unsubscribed_at, config.timeZone)} (${unsubscribed_by}); nothing was changed.\n`,
					);
				}),
		);
};

const GOODBYES = {
	mailed: "; a goodbye was mailed",
	due: "; the goodbye could not be mailed yet, “digest serve” will try again",
	none: "; no goodbye was mailed",
};
