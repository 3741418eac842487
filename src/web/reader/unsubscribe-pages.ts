import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine, scheduleLine } from "../../issue/week/schedule.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import type { Instant } from "../../time/clock.ts";
import { masked, name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { readerWords, type Speech } from "../language/words-for.ts";
import { ownerQuestion } from "./owner-question.ts";
import { pauseForm } from "./pause-form.ts";

/** Asks for confirmation, and offers a pause instead. */
export function unsubscribePage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
) {
	const words = readerWords(config, subscriber);
	const { unsubscribe } = words.links;
	const { ask } = words.leaving;
	return page(config, {
		words,
		title: ask.title,
		main: html`<section class="narrow">
<h1>${ask.heading(name(config.publication))}</h1>
<p>${ask.what(masked(subscriber))}</p>
${ownerQuestion(subscriber, words)}
<form method="post"><input type="hidden" name="from" value="page"><button>${ask.button}</button></form>
<h2>${ask.orPause}</h2>
<p>${words.pause.what}</p>
${pauseForm(`${unsubscribe(token)}/pause`, words)}
<p class="note">${ask.nothingYet}</p>
</section>`,
	});
}

/** Says that they are unsubscribed, and offers to undo it. */
export function unsubscribedPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
) {
	const words = readerWords(config, subscriber);
	const { home, unsubscribe } = words.links;
	const { done } = words.leaving;
	return page(config, {
		words,
		title: done.title,
		scripts: ["bookmarks"],
		main: html`<section class="narrow" data-subscribed="no">
<h1>${done.heading}</h1>
<p>${done.what(masked(subscriber))}</p>
${
	canResubscribe(subscriber)
		? html`<form method="post" action="${unsubscribe(token)}/back"><button class="quiet">${done.undo}</button></form>`
		: ""
}
<p class="note">${done.thanks(home)}</p>
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
	const words = readerWords(config, subscriber);
	const { back } = words.leaving;
	const { language } = words;
	return page(config, {
		words,
		title: back.title,
		main: html`<section class="narrow">
<h1>${back.title}</h1>
${
	until === null
		? html`<p>${back.what(masked(subscriber), scheduleLine(config, language))}</p>`
		: html`<p>${back.paused(masked(subscriber), dateLine(until, timeZoneOf(subscriber, config), language.locale))}</p>
${endPauseForm(token, words)}`
}
</section>`,
	});
}

/** The link alone is enough only shortly after leaving. */
export function returnMailedPage(config: Config, subscriber: SubscriberRow) {
	const words = readerWords(config, subscriber);
	const { title, what, limit } = words.leaving.returnMailed;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${title}</h1>
<p>${what(masked(subscriber))}</p>
<p class="note">${limit}</p>
</section>`,
	});
}

function endPauseForm(token: string, { pause, links }: Speech): Html {
	return html`<form method="post" action="${links.unsubscribe(token)}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">${pause.end}</button></form>`;
}

export function pausedPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
	now: Instant,
) {
	const until = pausedUntil(subscriber, now);
	const words = readerWords(config, subscriber);
	const { paused, pauseOver } = words.leaving;
	const { language } = words;
	return page(config, {
		words,
		title: until ? paused.title : pauseOver.title,
		main: html`<section class="narrow">
${
	until
		? html`<h1>${paused.heading(dateLine(until, timeZoneOf(subscriber, config), language.locale))}</h1>
<p>${paused.what(masked(subscriber))}</p>
${endPauseForm(token, words)}`
		: html`<h1>${pauseOver.heading}</h1>
<p>${pauseOver.what(masked(subscriber), scheduleLine(config, language))}</p>`
}
</section>`,
	});
}
