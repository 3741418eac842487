import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../config.ts";
import type { SubscriberRow } from "../db/schema.ts";
import { describeError } from "../errors.ts";
import { scheduleLine } from "../issue/week.ts";
import { maskAddress } from "../subscriber/address.ts";
import { confirm, whoConfirms } from "../subscriber/confirm.ts";
import type { WebDeps } from "./deps.ts";
import { wrongLinkPage } from "./errors.ts";
import { localLinks } from "./local-links.ts";
import { page } from "./page.ts";
import { privatePage } from "./security-headers.ts";

/** Confirming a subscription takes a person's button: mail scanners open every link. */
export function confirmRoutes(deps: WebDeps): Hono {
	const { db, clock, config, log } = deps;
	return new Hono()
		.use("/confirm/:token", privatePage)
		.get("/confirm/:token", async (c) => {
			const subscriber = await whoConfirms(db, clock, c.req.param("token"));
			return subscriber
				? c.html(askPage(config, subscriber))
				: wrongLinkPage(c, config);
		})
		.post("/confirm/:token", async (c) => {
			const subscriber = await confirm(db, clock, c.req.param("token"));
			if (!subscriber) return wrongLinkPage(c, config);
			deps
				.onConfirmed(subscriber)
				.catch((error) =>
					log.error(
						{ subscriber: subscriber.id, error: describeError(error) },
						"the welcome mail could not be sent",
					),
				);
			return c.html(donePage(config));
		});
}

function askPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Confirm your subscription",
		main: html`<section class="act">
<h1>Get ${config.publication}?</h1>
<p>One email a week, ${scheduleLine(config)}, to <b>${maskAddress(email)}</b>. Every issue carries a link to leave with.</p>
<form method="post"><button>Confirm</button></form>
<p class="note">You did not ask for this? Close this page, and nothing will be mailed to you.</p>
</section>`,
	});
}

function donePage(config: Config) {
	return page(config, {
		title: "Confirmed",
		main: html`<section class="act">
<h1>You are subscribed</h1>
<p>The next issue is yours: ${scheduleLine(config)}.</p>
<p class="note">Until then, read the <a href="${localLinks(config).home}">latest verdicts</a> or the <a href="${localLinks(config).issues}">past issues</a>.</p>
</section>`,
	});
}
