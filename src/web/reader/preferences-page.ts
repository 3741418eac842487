import { html } from "hono/html";
import type { SubscriberRow } from "../../db/schema.ts";
import { dateLine } from "../../issue/week/week.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";
import { choiceFields } from "./choice-fields.ts";
import { pauseForm } from "./pause-form.ts";

/** A reader's own page: what they get, their pause, and the ways to their other pages. */
export function preferencesPage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	categories: readonly string[],
	told: { done?: string; fault?: string },
): Html {
	const { config, tokens } = deps;
	const links = localLinks(config);
	const { id, epoch, email } = subscriber;
	// The page's own address may be of an epoch that has just ended.
	const here = links.preferences(tokens.sign("preferences", id, epoch));
	return page(config, {
		title: "Your preferences",
		main: html`<section class="act wide">
<h1>What you get</h1>
<p>For <b>${maskAddress(email)}</b>.</p>
${told.done ? html`<p class="done" role="status">${told.done}</p>` : ""}
${told.fault ? html`<p class="fault" role="alert">${told.fault}</p>` : ""}
<form method="post" action="${here}" class="choices">
${choiceFields(subscriber, categories, config.timeZone)}
<button>Save</button>
</form>
<p><a href="${here}/preview">See the next digest as you will get it</a></p>
</section>
${pauseSection(deps, subscriber, here)}
<section class="act wide" aria-labelledby="more">
<h2 id="more">Your other pages</h2>
<ul class="plain">
<li><a href="${links.bookmarks(tokens.sign("bookmarks", id))}">Your bookmarks</a></li>
<li><a href="${here}/data">What is kept about you</a>: take it with you, or have it erased</li>
<li><a href="${links.unsubscribe(tokens.sign("unsubscribe", id))}">Unsubscribe</a></li>
</ul>
<form method="post" action="${here}/renew"><p class="note">Did a mail of yours get into other hands? This makes every link to this page that was mailed before worthless.</p><button class="quiet">Take back old links</button></form>
</section>`,
	});
}

function pauseSection(
	{ config, clock }: WebDeps,
	subscriber: SubscriberRow,
	here: string,
): Html {
	const until = pausedUntil(subscriber, clock.now());
	return html`<section class="act wide" aria-labelledby="pause">
<h2 id="pause">Pause</h2>
${
	until === null
		? html`<p>Nothing comes for a while, then it goes on by itself.</p>${pauseForm(`${here}/pause`)}`
		: html`<p>You pause until ${dateLine(until, timeZoneOf(subscriber, config))}.</p>
<form method="post" action="${here}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">End the pause</button></form>`
}
</section>`;
}
