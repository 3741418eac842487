import type { Context } from "hono";
import type { SubscriberRow } from "../../db/schema.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import type { WebDeps } from "../http/deps.ts";

/** Whose preferences this address opens; null for every kind of wrong one. */
export async function preferenceReader(
	{ db, tokens }: Pick<WebDeps, "db" | "tokens">,
	c: Context,
): Promise<SubscriberRow | null> {
	const bearer = tokens.open("preferences", c.req.param("token") ?? "");
	const subscriber = await subscriberById(db, bearer?.id ?? 0);
	// A link of an epoch that was taken back is as wrong as any other.
	return subscriber && subscriber.epoch === bearer?.epoch ? subscriber : null;
}
