import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import {
	confirmSubscription,
	neverMailAgain,
	subscriberOfUsedToken,
	subscriberToConfirm,
} from "../../subscriber/sign-up/confirm.ts";
import type { Instant } from "../../time/clock.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { privatePage } from "../http/middleware.ts";
import { masked, name } from "../http/name.ts";
import { page } from "../http/page.ts";
import { readerWords } from "../language/words-for.ts";

/** Where the links in a confirmation mail lead. Only a button confirms, because mail scanners open every link. */
export function confirmRoutes(deps: WebDeps): Hono {
	const { db, clock, config, signUps } = deps;
	const clientOf = clientReader(config.trustedProxies);
	const open = (c: Context) =>
		subscriberToConfirm(db, clock, c.req.param("token") ?? "");

	/** A second press, a reload, or a page from before: says what holds now. 404 if it is not what was asked for. */
	async function answerUsedLink(c: Context) {
		const token = c.req.param("token") ?? "";
		const subscriber = await subscriberOfUsedToken(db, token);
		const wantsNever = c.req.path.endsWith("/never");
		if (subscriber?.suppressed === "never")
			return c.html(refusedPage(config, subscriber), wantsNever ? 200 : 404);
		if (subscriber?.state === "active")
			return c.html(
				stillSubscribedPage(config, subscriber, clock.now()),
				wantsNever ? 404 : 200,
			);
		if (subscriber?.state === "unsubscribed")
			return c.html(leftPage(config, subscriber), 404);
		return wrongLinkPage(c, config);
	}

	return new Hono()
		.use("/confirm/:token/*", privatePage)
		.get("/confirm/:token", async (c) => {
			const subscriber = await open(c);
			return subscriber
				? c.html(confirmPage(config, subscriber, c.req.param("token")))
				: answerUsedLink(c);
		})
		.post("/confirm/:token", async (c) => {
			const subscriber = await confirmSubscription(
				db,
				clock,
				c.req.param("token"),
				clientOf(c),
			);
			if (!subscriber) return answerUsedLink(c);
			signUps.wake();
			return c.html(confirmedPage(deps, subscriber));
		})
		.get("/confirm/:token/never", async (c) => {
			const subscriber = await open(c);
			return subscriber
				? c.html(refusePage(config, subscriber, c.req.param("token")))
				: answerUsedLink(c);
		})
		.post("/confirm/:token/never", async (c) => {
			const token = c.req.param("token");
			const subscriber = await neverMailAgain(db, clock, token);
			return subscriber
				? c.html(refusedPage(config, subscriber))
				: answerUsedLink(c);
		});
}

function confirmPage(config: Config, subscriber: SubscriberRow, token: string) {
	const words = readerWords(config, subscriber);
	const { title, heading, what, button, notYou } = words.confirm.ask;
	const schedule = scheduleLine(config, words.language);
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading(name(config.publication))}</h1>
<p>${what(schedule, masked(subscriber))}</p>
<form method="post"><button>${button}</button></form>
<p class="note">${notYou(words.links.never(token))}</p>
</section>`,
	});
}

function refusePage(config: Config, subscriber: SubscriberRow, token: string) {
	const words = readerWords(config, subscriber);
	const { title, heading, what, button, instead } = words.confirm.never;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${what(masked(subscriber))}</p>
<form method="post"><button>${button}</button></form>
<p class="note">${instead(words.links.confirm(token))}</p>
</section>`,
	});
}

function refusedPage(config: Config, subscriber: SubscriberRow) {
	const words = readerWords(config, subscriber);
	const { title, what } = words.confirm.refused;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${title}</h1>
<p>${what(masked(subscriber))}</p>
</section>`,
	});
}

/** Whoever pressed the button of the confirmation has read the mailbox, so the page may lead to their own. */
function confirmedPage({ config, tokens }: WebDeps, subscriber: SubscriberRow) {
	const { id, epoch } = subscriber;
	const words = readerWords(config, subscriber);
	const { links } = words;
	const { title, heading, what, choose, stop } = words.confirm.done;
	const own = links.preferences(tokens.sign("preferences", id, epoch));
	return page(config, {
		words,
		title,
		scripts: ["bookmarks"],
		main: html`<section class="narrow" data-subscribed="yes">
<h1>${heading}</h1>
<p>${what(scheduleLine(config, words.language))}</p>
<p>${choose(own)}</p>
<p class="note">${stop(links.home, links.issues)}</p>
</section>`,
	});
}

function stillSubscribedPage(
	config: Config,
	subscriber: SubscriberRow,
	now: Instant,
) {
	const until = pausedUntil(subscriber, now);
	const words = readerWords(config, subscriber);
	const { confirm, language } = words;
	const day =
		until && dateLine(until, timeZoneOf(subscriber, config), language.locale);
	return page(config, {
		words,
		title: confirm.done.title,
		main: html`<section class="narrow">
<h1>${confirm.done.heading}</h1>
<p>${confirm.still.what(masked(subscriber), scheduleLine(config, language), day)}</p>
<p class="note">${confirm.still.stop}</p>
</section>`,
	});
}

function leftPage(config: Config, subscriber: SubscriberRow) {
	const words = readerWords(config, subscriber);
	const { title, heading, what } = words.confirm.left;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${what(masked(subscriber), words.links.subscribe)}</p>
</section>`,
	});
}
