import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import type { Instant } from "../../time/clock.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { ownerQuestion } from "./owner-question.ts";
import { pauseForm } from "./pause-form.ts";

/** Asks for confirmation, and offers a pause instead. */
export function unsubscribePage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
) {
	const { unsubscribe } = localLinks(config);
	return page(config, {
		title: "Unsubscribe",
		main: html`<section class="narrow">
<h1>Unsubscribe from ${name(config.publication)}?</h1>
<p>No further issue will be mailed to <b>${maskAddress(subscriber.email)}</b>, not even one that is being sent right now.</p>
${ownerQuestion(config, subscriber)}
<form method="post"><input type="hidden" name="from" value="page"><button>Unsubscribe</button></form>
<h2>Or pause</h2>
<p>You get no issues for a while. Then they start again by themselves.</p>
${pauseForm(`${unsubscribe(token)}/pause`)}
<p class="note">Changed your mind? Close this page: nothing has changed yet.</p>
</section>`,
	});
}

/** Says that they are unsubscribed, and offers to undo it. */
export function unsubscribedPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
) {
	const { home, unsubscribe } = localLinks(config);
	return page(config, {
		title: "Unsubscribed",
		scripts: ["bookmarks"],
		main: html`<section class="narrow" data-subscribed="no">
<h1>You are unsubscribed</h1>
<p><b>${maskAddress(subscriber.email)}</b> gets no further issues. One that was being sent at this very moment may still arrive. It is the last one.</p>
${
	canResubscribe(subscriber)
		? html`<form method="post" action="${unsubscribe(token)}/back"><button class="quiet">That was a mistake: subscribe me again</button></form>`
		: ""
}
<p class="note">Thank you for reading. The <a href="${home}">verdicts</a> stay open to everyone.</p>
</section>`,
	});
}

/** A pause from before they left goes on, so the page says so and offers to end it. */
export function resubscribedPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
	now: Instant,
) {
	const until = pausedUntil(subscriber, now);
	return page(config, {
		title: "Welcome back",
		main: html`<section class="narrow">
<h1>Welcome back</h1>
${
	until === null
		? html`<p><b>${maskAddress(subscriber.email)}</b> gets every issue again: ${scheduleLine(config)}. Your bookmarks and preferences are unchanged.</p>`
		: html`<p><b>${maskAddress(subscriber.email)}</b> is subscribed again. Your bookmarks and preferences are unchanged, and so is your pause: you get nothing until ${dateLine(until, timeZoneOf(subscriber, config))}. After that, issues start again by themselves.</p>
${endPauseForm(config, token)}`
}
</section>`,
	});
}

/** The link alone is enough only shortly after leaving. */
export function returnMailedPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Check your mail",
		main: html`<section class="narrow">
<h1>Check your mail</h1>
<p>It is a while since you left, and others may have your old mails. So a mail with a link to confirm is on its way to <b>${maskAddress(email)}</b>. Press the button there, and you are subscribed again.</p>
<p class="note">We send at most one such mail a day.</p>
</section>`,
	});
}

function endPauseForm(config: Config, token: string): Html {
	return html`<form method="post" action="${localLinks(config).unsubscribe(token)}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">End the pause</button></form>`;
}

export function pausedPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
	now: Instant,
) {
	const until = pausedUntil(subscriber, now);
	const { email } = subscriber;
	return page(config, {
		title: until ? "Paused" : "Pause ended",
		main: html`<section class="narrow">
${
	until
		? html`<h1>Paused until ${dateLine(until, timeZoneOf(subscriber, config))}</h1>
<p>Nothing is mailed to <b>${maskAddress(email)}</b> until then, not even an issue that is being sent right now. After that, issues start again by themselves.</p>
${endPauseForm(config, token)}`
		: html`<h1>The pause is over</h1>
<p><b>${maskAddress(email)}</b> gets every issue again: ${scheduleLine(config)}.</p>`
}
</section>`,
	});
}
