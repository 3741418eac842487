import { html } from "hono/html";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import type { WebDeps } from "../http/deps.ts";
import { masked } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { readerWords, type Speech } from "../language/words-for.ts";
import { ownerQuestion } from "./owner-question.ts";
import { pauseForm } from "./pause-form.ts";
import { preferencesFields } from "./preferences-fields.ts";

/** A reader's own page: preferences, pause, and links to their other pages. */
export function preferencesPage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	categories: readonly string[],
	message: { done?: string; fault?: string },
): Html {
	const { config, tokens } = deps;
	const words = readerWords(config, subscriber);
	const { preferences, links } = words;
	const { id, epoch, state } = subscriber;
	// Not the address of this request: its link may just have been disabled.
	const here = links.preferences(tokens.sign("preferences", id, epoch));
	return page(config, {
		words,
		title: preferences.title,
		main: html`<section class="narrow">
<h1>${preferences.heading}</h1>
${message.done || message.fault ? html`<p>${preferences.whose(masked(subscriber))}</p>` : ownerQuestion(subscriber, words)}
${state === "unsubscribed" ? unsubscribedNote(deps, subscriber, words) : ""}
${message.done ? html`<p class="done" role="status">${message.done}</p>` : ""}
${message.fault ? html`<p class="fault" role="alert">${message.fault}</p>` : ""}
<form method="post" action="${here}" class="choices">
${preferencesFields(subscriber, categories, config.timeZone, words, config.languages)}
<button>${preferences.save}</button>
</form>
<p><a href="${here}/preview">${preferences.preview}</a></p>
</section>
${state === "unsubscribed" ? "" : pauseSection(deps, subscriber, here, words)}
<section class="narrow" aria-labelledby="more">
<h2 id="more">${preferences.otherPages}</h2>
<ul class="plain">
<li><a href="${links.bookmarks(tokens.sign("bookmarks", id))}">${preferences.bookmarks}</a></li>
<li><a href="${here}/data">${preferences.data.link}</a>${preferences.data.note}</li>
${state === "unsubscribed" ? "" : html`<li><a href="${links.unsubscribe(tokens.sign("unsubscribe", id))}">${preferences.unsubscribe}</a></li>`}
</ul>
<form method="post" action="${here}/renew"><p class="note">${preferences.disable.why}</p><button class="quiet">${preferences.disable.button}</button></form>
</section>`,
	});
}

/** Choices can be made all the same: they hold again when the reader is back. */
function unsubscribedNote(
	{ config, tokens, clock }: WebDeps,
	subscriber: SubscriberRow,
	{
		preferences: { left },
		language,
		links: { unsubscribe, subscribe },
	}: Speech,
): Html {
	const token = tokens.sign("unsubscribe", subscriber.id);
	const until = pausedUntil(subscriber, clock.now());
	return html`<div class="question" role="note"><p><b>${left.heading}</b> ${left.what}${until === null ? "" : ` ${left.pause(dateLine(until, timeZoneOf(subscriber, config), language.locale))}`}</p>
${
	canResubscribe(subscriber)
		? html`<form method="post" action="${unsubscribe(token)}/back"><button class="quiet">${left.back}</button></form>`
		: html`<p><a href="${subscribe}">${left.signUp}</a></p>`
}</div>`;
}

function pauseSection(
	{ config, clock }: WebDeps,
	subscriber: SubscriberRow,
	here: string,
	words: Speech,
): Html {
	const { pause, language } = words;
	const until = pausedUntil(subscriber, clock.now());
	return html`<section class="narrow" aria-labelledby="pause">
<h2 id="pause">${pause.heading}</h2>
${
	until === null
		? html`<p>${pause.what}</p>${pauseForm(`${here}/pause`, words)}`
		: html`<p>${pause.until(dateLine(until, timeZoneOf(subscriber, config), language.locale))}</p>
<form method="post" action="${here}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">${pause.end}</button></form>`
}
</section>`;
}
