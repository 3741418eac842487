import type { Context } from "hono";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { Purpose } from "../../subscriber/token.ts";
import type { WebDeps } from "../http/deps.ts";

/** The subscriber whose link for this purpose was opened. Null for every kind of wrong link. */
export async function subscriberByToken(
	{ db, tokens }: Pick<WebDeps, "db" | "tokens">,
	purpose: Exclude<Purpose, "unsubscribe">,
	c: Context,
): Promise<SubscriberRow | null> {
	const bearer = tokens.open(purpose, c.req.param("token") ?? "");
	// Wrong tokens are looked up, too: the time must not show whether the token or the subscriber is wrong.
	const subscriber = await subscriberById(db, bearer?.id ?? 0);
	if (!subscriber) return null;
	// Only links to preferences can be disabled, by raising the epoch.
	return purpose !== "preferences" || subscriber.epoch === bearer?.epoch
		? subscriber
		: null;
}
