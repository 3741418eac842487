import { Hono } from "hono";
import { html } from "hono/html";
import { markSeen } from "../../db/subscriber/inactive-subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import type { WebDeps } from "../http/deps.ts";
import { privatePage } from "../http/middleware.ts";
import { masked, name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { readerWords } from "../language/words-for.ts";
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

function reconfirmPage({ config }: WebDeps, subscriber: SubscriberRow): Html {
	const words = readerWords(config, subscriber);
	const { title, heading, what, button, silence } = words.reconfirm;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading(name(config.publication))}</h1>
<p>${what(masked(subscriber))}</p>
<form method="post"><button>${button}</button></form>
<p class="note">${silence}</p>
</section>`,
	});
}

/** A subscriber who answers too late gets a link to subscribe again. */
function reconfirmedPage(
	{ config, tokens, clock }: WebDeps,
	subscriber: SubscriberRow,
): Html {
	const { id, state } = subscriber;
	const words = readerWords(config, subscriber);
	const { thanks, goesOn, tooLate } = words.reconfirm;
	const { language } = words;
	const { unsubscribe } = words.links;
	const until =
		state === "active" ? pausedUntil(subscriber, clock.now()) : null;
	return page(config, {
		words,
		title: thanks,
		main: html`<section class="narrow">
<h1>${thanks}</h1>
${
	state === "active"
		? html`<p>${goesOn(masked(subscriber), scheduleLine(config, language), until && dateLine(until, timeZoneOf(subscriber, config), language.locale))}</p>`
		: html`<p>${tooLate(unsubscribe(tokens.sign("unsubscribe", id)))}</p>`
}
</section>`,
	});
}
