import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import {
	LANGUAGE_NAMES,
	languageTag,
} from "../../issue/words/language/tags.ts";
import { timeZoneOf } from "../../subscriber/choices.ts";
import type { Instant } from "../../time/clock.ts";
import type { WebDeps } from "../http/deps.ts";
import { masked, name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { readerWords, type Speech } from "../language/words-for.ts";

/** A summary of what is kept, with links to download and to erase it. */
export function dataPage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	all: Record<string, unknown>,
): Html {
	const words = readerWords(deps.config, subscriber);
	const here = preferencesPath(deps, subscriber, words);
	const { data } = words;
	const counts = Object.entries(data.lists).flatMap(([name, title]) => {
		const list = all[name];
		return Array.isArray(list) && list.length > 0
			? [html`<li>${data.count(title, list.length)}</li>`]
			: [];
	});
	return page(deps.config, {
		words,
		title: data.title,
		main: html`<section class="narrow">
<h1>${data.title}</h1>
<p>${data.what(masked(subscriber), here)}</p>
<ul class="plain">
${dateItems(deps, subscriber, all, words)}
${languageItem(subscriber, words)}
${counts}
</ul>
<p><a href="${here}/data.json" download>${data.download}</a></p>
<p class="note">${data.noPixel}</p>
</section>
<section class="narrow" aria-labelledby="erase">
<h2 id="erase">${data.eraseHeading}</h2>
<p>${data.eraseWhat}</p>
<p><a href="${here}/erase">${data.eraseLink}</a></p>
</section>`,
	});
}

/** In the reader's own time zone. */
function dateItems(
	{ config }: WebDeps,
	subscriber: SubscriberRow,
	{ deliveries }: Record<string, unknown>,
	{ data, language }: Speech,
): Html {
	const day = (at: Instant) =>
		html`<time datetime="${at}">${dateLine(at, timeZoneOf(subscriber, config), language.locale)}</time>`;
	const accepted = (Array.isArray(deliveries) ? deliveries : [])
		.filter(({ state }) => state === "accepted")
		.map(({ updatedAt }) => String(updatedAt));
	const last = [...accepted, subscriber.accepted_at ?? ""].sort().at(-1);
	return html`<li>${data.signedUp(day(subscriber.created_at))}</li>${last ? html`<li>${data.lastIssue(day(last))}</li>` : ""}`;
}

/** What they chose, even if the digest does not come in it any more. */
function languageItem(
	{ language }: SubscriberRow,
	{ data }: Speech,
): Html | "" {
	const chosen = languageTag(language);
	return chosen ? html`<li>${data.language(LANGUAGE_NAMES[chosen])}</li>` : "";
}

/** Asks for confirmation, because erasing can't be undone. @param isUnconfirmed the form was sent without the tick */
export function erasePage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	isUnconfirmed = false,
): Html {
	const { publication, erasedConsents } = deps.config;
	const words = readerWords(deps.config, subscriber);
	const { erase } = words.data;
	const here = preferencesPath(deps, subscriber, words);
	return page(deps.config, {
		words,
		title: erase.title,
		main: html`<section class="narrow">
<h1>${erase.heading}</h1>
<p>${erase.what(masked(subscriber), name(publication))}</p>
<p>${erase.kept}${erasedConsents === "keep" ? ` ${erase.keptConsents}` : ""} ${erase.again}</p>
${isUnconfirmed ? html`<p class="fault" role="alert">${erase.tick}</p>` : ""}
<form method="post"><p><label><input type="checkbox" name="sure" value="yes" required> ${erase.sure}</label></p><button>${erase.button}</button></form>
<p class="note">${erase.instead(`${here}/data`, words.links.unsubscribe(deps.tokens.sign("unsubscribe", subscriber.id)))}</p>
</section>`,
	});
}

export function erasedPage(config: Config, words: Speech): Html {
	const { title, heading, what, stay } = words.data.erased;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${what}</p>
<p class="note">${stay(words.links.home)}</p>
</section>`,
	});
}

function preferencesPath(
	{ tokens }: WebDeps,
	subscriber: SubscriberRow,
	{ links }: Speech,
) {
	const { id, epoch } = subscriber;
	return links.preferences(tokens.sign("preferences", id, epoch));
}
