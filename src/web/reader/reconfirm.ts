import { Hono } from "hono";
import { html } from "hono/html";
import { markSeen } from "../../db/subscriber/inactive-subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { privatePage } from "../http/middleware.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { subscriberByToken } from "./subscriber-by-token.ts";

/** Where the letter to inactive subscribers leads. Only a button counts as an answer, because mail scanners open every link. */
export function reconfirmRoutes(deps: WebDeps): Hono {
	const { db, clock } = deps;
	return new Hono()
		.use("/preferences/:token/*", privatePage)
		.get("/preferences/:token/keep", async (c) => {
			const subscriber = await subscriberByToken(deps, "preferences", c);
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			return c.html(reconfirmPage(deps, subscriber));
		})
		.post("/preferences/:token/keep", async (c) => {
			const subscriber = await subscriberByToken(deps, "preferences", c);
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			await markSeen(db, subscriber.id, clock.now());
			return c.html(reconfirmedPage(deps, subscriber));
		});
}

function reconfirmPage({ config }: WebDeps, { email }: SubscriberRow): Html {
	return page(config, {
		title: "Do you still want it?",
		main: html`<section class="narrow">
<h1>Do you still want ${name(config.publication)}?</h1>
<p>Press the button, and it keeps coming to <b>${maskAddress(email)}</b>.</p>
<form method="post"><button>Yes, keep it coming</button></form>
<p class="note">If you do not answer, you will be unsubscribed.</p>
</section>`,
	});
}

/** A subscriber who answers too late gets a link to subscribe again. */
function reconfirmedPage(
	{ config, tokens, clock }: WebDeps,
	subscriber: SubscriberRow,
): Html {
	const { id, state, email } = subscriber;
	const { unsubscribe } = localLinks(config);
	const until =
		state === "active" ? pausedUntil(subscriber, clock.now()) : null;
	return page(config, {
		title: "Thank you",
		main: html`<section class="narrow">
<h1>Thank you</h1>
${
	state === "active"
		? html`<p>It keeps coming to <b>${maskAddress(email)}</b>: ${scheduleLine(config)}.${until === null ? "" : ` Your pause until ${dateLine(until, timeZoneOf(subscriber, config))} goes on.`}</p>`
		: html`<p>You had already been unsubscribed. <a href="${unsubscribe(tokens.sign("unsubscribe", id))}">Subscribe again</a></p>`
}
</section>`,
	});
}
