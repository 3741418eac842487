import { type Context, Hono } from "hono";
import { MAX_ID } from "../../db/dialect.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { pause } from "../../subscriber/choices.ts";
import {
	resubscribe,
	unsubscribe,
} from "../../subscriber/leaving/unsubscribe.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { privatePage } from "../http/middleware.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { readPause } from "./pause-form.ts";
import {
	pausedPage,
	resubscribedPage,
	returnMailedPage,
	unsubscribedPage,
	unsubscribePage,
} from "./unsubscribe-pages.ts";

/**
 * Unsubscribing, by one click (RFC 8058) and by the page. Every POST
 * unsubscribes: it needs no cookie, login, Origin or certain body, because mail
 * mailbox providers send none. GET and HEAD only show the button.
 */
export function unsubscribeRoutes(deps: WebDeps): Hono {
	const { db, clock, config, tokens, signUps } = deps;
	const clientOf = clientReader(config.trustedProxies);
	// Wrong tokens are looked up, too: the time must not show whether the token or the subscriber is wrong.
	const idOf = (c: Context) => {
		const id = tokens.verify("unsubscribe", c.req.param("token") ?? "") ?? 0;
		return id > MAX_ID ? 0 : id;
	};
	return (
		new Hono()
			.use("/unsubscribe/:token/*", privatePage)
			.get("/unsubscribe/:token", async (c) => {
				const subscriber = await subscriberById(db, idOf(c));
				if (!subscriber) return answerWrongLink(deps, "unsubscribe", c);
				return c.html(
					subscriber.state === "unsubscribed"
						? unsubscribedPage(config, subscriber, c.req.param("token"))
						: unsubscribePage(config, subscriber, c.req.param("token")),
				);
			})
			.post("/unsubscribe/:token", async (c) => {
				const by = fromPage(await c.req.text()) ? "page" : "one-click";
				const result = await unsubscribe(db, clock, idOf(c), by);
				return result
					? c.html(
							unsubscribedPage(config, result.subscriber, c.req.param("token")),
						)
					: answerWrongLink(deps, "unsubscribe", c);
			})
			// An old tab opens the address of a page that a button led to.
			.get("/unsubscribe/:token/:done{back|pause}", async (c) => {
				const token = c.req.param("token");
				const subscriber = await subscriberById(db, idOf(c));
				if (!subscriber) return answerWrongLink(deps, "unsubscribe", c);
				if (subscriber.state === "unsubscribed")
					return c.html(unsubscribedPage(config, subscriber, token));
				const now = clock.now();
				if (subscriber.state !== "active")
					return c.html(unsubscribePage(config, subscriber, token));
				return c.html(
					c.req.param("done") === "pause"
						? pausedPage(config, subscriber, token, now)
						: resubscribedPage(config, subscriber, token, now),
				);
			})
			.post("/unsubscribe/:token/back", async (c) => {
				const token = c.req.param("token");
				const back = await resubscribe(db, clock, idOf(c), clientOf(c));
				if (back?.state === "active")
					return c.html(resubscribedPage(config, back, token, clock.now()));
				if (back) {
					signUps.wake();
					return c.html(returnMailedPage(config, back));
				}
				const left = await subscriberById(db, idOf(c));
				return left?.state === "unsubscribed"
					? c.html(unsubscribedPage(config, left, token), 404)
					: answerWrongLink(deps, "unsubscribe", c);
			})
			.post("/unsubscribe/:token/pause", async (c) => {
				const weeks = readPause(await c.req.text());
				const token = c.req.param("token");
				const subscriber = await subscriberById(db, idOf(c));
				// A page from before they left: who gets nothing has nothing to pause.
				if (subscriber?.state === "unsubscribed")
					return c.html(unsubscribedPage(config, subscriber, token));
				if (subscriber && weeks === undefined)
					return c.html(unsubscribePage(config, subscriber, token), 404);
				const paused =
					weeks === undefined ? null : await pause(db, clock, idOf(c), weeks);
				return paused
					? c.html(pausedPage(config, paused, token, clock.now()))
					: answerWrongLink(deps, "unsubscribe", c);
			})
	);
}

/** Only to record how they unsubscribed: a one-click body has no such field, in any encoding. */
function fromPage(body: string): boolean {
	return new URLSearchParams(body).get("from") === "page";
}
