import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { maskAddress } from "../../subscriber/address.ts";
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
import { localLinks } from "../http/local-links.ts";
import { privatePage } from "../http/middleware.ts";
import { name } from "../http/name.ts";
import { page } from "../http/page.ts";

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

function confirmPage(config: Config, { email }: SubscriberRow, token: string) {
	const { never } = localLinks(config);
	return page(config, {
		title: "Confirm your subscription",
		main: html`<section class="narrow">
<h1>Get ${name(config.publication)}?</h1>
<p>One email a week, ${scheduleLine(config)}, to <b>${maskAddress(email)}</b>. You can unsubscribe with one click from any issue.</p>
<form method="post"><button>Confirm</button></form>
<p class="note">Did you not ask for this? Close this page, and nothing more will be mailed to you. You can also tell us <a href="${never(token)}">never to write to you again</a>.</p>
</section>`,
	});
}

function refusePage(config: Config, { email }: SubscriberRow, token: string) {
	const { confirm: confirmLink } = localLinks(config);
	return page(config, {
		title: "Never write to me again",
		main: html`<section class="narrow">
<h1>Never write to you again?</h1>
<p>Nothing will ever be mailed to <b>${maskAddress(email)}</b> again, even if somebody enters it in our form.</p>
<form method="post"><button>Never write to me again</button></form>
<p class="note">Do you want it after all? <a href="${confirmLink(token)}">Confirm your subscription</a>.</p>
</section>`,
	});
}

function refusedPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "We will not write again",
		main: html`<section class="narrow">
<h1>We will not write again</h1>
<p><b>${maskAddress(email)}</b> is now on our list of addresses that are never mailed. If you change your mind one day, please write to us: the form cannot subscribe you again.</p>
</section>`,
	});
}

/** Whoever pressed the button of the confirmation has read the mailbox, so the page may lead to their own. */
function confirmedPage(
	{ config, tokens }: WebDeps,
	{ id, epoch }: SubscriberRow,
) {
	const links = localLinks(config);
	const own = links.preferences(tokens.sign("preferences", id, epoch));
	return page(config, {
		title: "Confirmed",
		scripts: ["bookmarks"],
		main: html`<section class="narrow" data-subscribed="yes">
<h1>You are subscribed</h1>
<p>You will get every issue from now on: ${scheduleLine(config)}. A mail with the latest issue and the links to your own pages is on its way.</p>
<p><a href="${own}">Choose what you get</a>: in full or in brief, through the eyes of one reviewer, only some categories.</p>
<p class="note">To stop, use the link “Unsubscribe” in any issue. Until the first one, read the <a href="${links.home}">latest verdicts</a> or the <a href="${links.issues}">past issues</a>.</p>
</section>`,
	});
}

function stillSubscribedPage(
	config: Config,
	subscriber: SubscriberRow,
	now: Instant,
) {
	const until = pausedUntil(subscriber, now);
	return page(config, {
		title: "Confirmed",
		main: html`<section class="narrow">
<h1>You are subscribed</h1>
<p><b>${maskAddress(subscriber.email)}</b> is confirmed, and gets every issue${until === null ? "" : ` after the pause until ${dateLine(until, timeZoneOf(subscriber, config))}`}: ${scheduleLine(config)}.</p>
<p class="note">To stop, use the link “Unsubscribe” in any issue.</p>
</section>`,
	});
}

function leftPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Unsubscribed",
		main: html`<section class="narrow">
<h1>You are unsubscribed</h1>
<p><b>${maskAddress(email)}</b> gets no issues: you unsubscribed after this link was mailed. To get them, <a href="${localLinks(config).subscribe}">sign up again</a>.</p>
</section>`,
	});
}
