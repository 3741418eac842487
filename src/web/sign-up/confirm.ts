import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { scheduleLine } from "../../issue/week/week.ts";
import { maskAddress } from "../../subscriber/address.ts";
import {
	confirmSubscription,
	neverMailAgain,
	subscriberToConfirm,
} from "../../subscriber/sign-up/confirm.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { privatePage } from "../http/security-headers.ts";

/** Confirming a subscription takes a person's button: mail scanners open every link. */
export function confirmRoutes(deps: WebDeps): Hono {
	const { db, clock, config, signUps } = deps;
	const clientOf = clientReader(config.trustedProxies);
	return new Hono()
		.use("/confirm/:token/*", privatePage)
		.get("/confirm/:token", async (c) => {
			const subscriber = await subscriberToConfirm(
				db,
				clock,
				c.req.param("token"),
			);
			return subscriber
				? c.html(askPage(config, subscriber, c.req.param("token")))
				: wrongLinkPage(c, config);
		})
		.post("/confirm/:token", async (c) => {
			const token = c.req.param("token");
			const subscriber = await confirmSubscription(
				db,
				clock,
				token,
				clientOf(c),
			);
			if (!subscriber) return wrongLinkPage(c, config);
			signUps.wake();
			return c.html(donePage(config));
		})
		.get("/confirm/:token/never", async (c) => {
			const subscriber = await subscriberToConfirm(
				db,
				clock,
				c.req.param("token"),
			);
			return subscriber
				? c.html(neverPage(config, subscriber, c.req.param("token")))
				: wrongLinkPage(c, config);
		})
		.post("/confirm/:token/never", async (c) => {
			const token = c.req.param("token");
			const subscriber = await neverMailAgain(db, clock, token);
			return subscriber
				? c.html(goodbyePage(config, subscriber))
				: wrongLinkPage(c, config);
		});
}

function askPage(config: Config, { email }: SubscriberRow, token: string) {
	const { never } = localLinks(config);
	return page(config, {
		title: "Confirm your subscription",
		main: html`<section class="act">
<h1>Get ${config.publication}?</h1>
<p>One email a week, ${scheduleLine(config)}, to <b>${maskAddress(email)}</b>. Every issue carries a link to leave with.</p>
<form method="post"><button>Confirm</button></form>
<p class="note">You did not ask for this? Close this page, and nothing will be mailed to you. Or make sure that <a href="${never(token)}">we never write to you again</a>.</p>
</section>`,
	});
}

function neverPage(config: Config, { email }: SubscriberRow, token: string) {
	const { confirm: back } = localLinks(config);
	return page(config, {
		title: "Never write to me again",
		main: html`<section class="act">
<h1>Never write to you again?</h1>
<p>Nothing will be mailed to <b>${maskAddress(email)}</b> any more, whoever types it into our form.</p>
<form method="post"><button>Never write to me again</button></form>
<p class="note">You do want it? <a href="${back(token)}">Confirm your subscription</a>.</p>
</section>`,
	});
}

function goodbyePage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "We will not write again",
		main: html`<section class="act">
<h1>We will not write again</h1>
<p><b>${maskAddress(email)}</b> is on the list of those who are never mailed. Should you change your mind one day, write to us: the form does not bring you back.</p>
</section>`,
	});
}

function donePage(config: Config) {
	const links = localLinks(config);
	return page(config, {
		title: "Confirmed",
		main: html`<section class="act">
<h1>You are subscribed</h1>
<p>The next issue is yours: ${scheduleLine(config)}. A mail is on its way with the latest one, and with the links to your own pages.</p>
<p class="note">Until then, read the <a href="${links.home}">latest verdicts</a> or the <a href="${links.issues}">past issues</a>.</p>
</section>`,
	});
}
