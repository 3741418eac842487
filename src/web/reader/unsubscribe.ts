import { type Context, Hono } from "hono";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { pause } from "../../subscriber/choices.ts";
import {
	resubscribe,
	unsubscribe,
} from "../../subscriber/leaving/unsubscribe.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { privatePage } from "../http/security-headers.ts";
import { readWeeks } from "./pause-form.ts";
import {
	askPage,
	backPage,
	leftPage,
	pausedPage,
} from "./unsubscribe-pages.ts";

/**
 * Leaving, by RFC 8058 and by the page. The POST itself is the act: no cookie,
 * no login, no Origin and no particular body is asked for, because mail
 * providers send none. GET and HEAD only show the button.
 */
export function unsubscribeRoutes(deps: WebDeps): Hono {
	const { db, clock, config, tokens } = deps;
	const clientOf = clientReader(config.trustedProxies);
	// Whether the token is wrong or its subscriber gone takes the same look at the rows.
	const idOf = (c: Context) =>
		tokens.verify("unsubscribe", c.req.param("token") ?? "") ?? 0;
	return new Hono()
		.use("/unsubscribe/:token/*", privatePage)
		.get("/unsubscribe/:token", async (c) => {
			const subscriber = await subscriberById(db, idOf(c));
			if (!subscriber) return wrongLinkPage(c, config);
			return c.html(
				subscriber.state === "unsubscribed"
					? leftPage(config, subscriber, c.req.param("token"))
					: askPage(config, subscriber, c.req.param("token")),
			);
		})
		.post("/unsubscribe/:token", async (c) => {
			const how = fromPage(await c.req.text()) ? "page" : "one-click";
			const left = await unsubscribe(db, clock, idOf(c), how);
			return left
				? c.html(leftPage(config, left.subscriber, c.req.param("token")))
				: wrongLinkPage(c, config);
		})
		.post("/unsubscribe/:token/back", async (c) => {
			const subscriber = await resubscribe(db, clock, idOf(c), clientOf(c));
			return subscriber
				? c.html(backPage(config, subscriber))
				: wrongLinkPage(c, config);
		})
		.post("/unsubscribe/:token/pause", async (c) => {
			const weeks = readWeeks(await c.req.text());
			const subscriber =
				weeks === undefined ? null : await pause(db, clock, idOf(c), weeks);
			return subscriber
				? c.html(pausedPage(config, subscriber, c.req.param("token")))
				: wrongLinkPage(c, config);
		});
}

/** Only for the record: a one-click body, in whichever encoding, has no such field. */
function fromPage(body: string): boolean {
	return new URLSearchParams(body).get("from") === "page";
}
