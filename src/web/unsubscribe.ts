import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../config.ts";
import type { SubscriberRow } from "../db/schema.ts";
import { subscriberById } from "../db/subscribers.ts";
import { maskAddress } from "../subscriber/address.ts";
import { unsubscribe } from "../subscriber/unsubscribe.ts";
import type { WebDeps } from "./deps.ts";
import { wrongLinkPage } from "./errors.ts";
import { localLinks } from "./local-links.ts";
import { page } from "./page.ts";
import { privatePage } from "./security-headers.ts";

/**
 * Leaving, by RFC 8058 and by the page. The POST itself is the act: no cookie,
 * no login, no Origin and no particular body is asked for, because mail
 * providers send none. GET and HEAD only show the button.
 */
export function unsubscribeRoutes({
	db,
	clock,
	config,
	tokens,
}: WebDeps): Hono {
	return new Hono()
		.use("/unsubscribe/:token", privatePage)
		.get("/unsubscribe/:token", async (c) => {
			const id = tokens.verify("unsubscribe", c.req.param("token"));
			const subscriber = id === null ? null : await subscriberById(db, id);
			if (!subscriber) return wrongLinkPage(c, config);
			return c.html(
				subscriber.state === "unsubscribed"
					? leftPage(config, subscriber)
					: askPage(config, subscriber),
			);
		})
		.post("/unsubscribe/:token", async (c) => {
			const id = tokens.verify("unsubscribe", c.req.param("token"));
			const how = fromPage(await c.req.text()) ? "page" : "one-click";
			const subscriber =
				id === null ? null : await unsubscribe(db, clock, id, how);
			return subscriber
				? c.html(leftPage(config, subscriber))
				: wrongLinkPage(c, config);
		});
}

/** Only for the record: a one-click body, in whichever encoding, has no such field. */
function fromPage(body: string): boolean {
	return new URLSearchParams(body).get("from") === "page";
}

function askPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Unsubscribe",
		main: html`<section class="act">
<h1>Leave ${config.publication}?</h1>
<p>No further issue will be mailed to <b>${maskAddress(email)}</b>, not even one that is going out right now.</p>
<form method="post"><input type="hidden" name="from" value="page"><button>Unsubscribe</button></form>
<p class="note">Changed your mind? Close this page: nothing has happened yet.</p>
</section>`,
	});
}

function leftPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Unsubscribed",
		main: html`<section class="act">
<h1>You are unsubscribed</h1>
<p><b>${maskAddress(email)}</b> gets no further issue. One that was being handed over at this very moment may still arrive; it is the last.</p>
<p class="note">Thank you for reading. The <a href="${localLinks(config).home}">verdicts</a> stay open to everyone.</p>
</section>`,
	});
}
