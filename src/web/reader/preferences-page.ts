import { html } from "hono/html";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { pausedUntil, timeZoneOf } from "../../subscriber/choices.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";
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
	const links = localLinks(config);
	const { id, epoch, email, state } = subscriber;
	// Not the address of this request: its link may just have been disabled.
	const here = links.preferences(tokens.sign("preferences", id, epoch));
	return page(config, {
		title: "Your preferences",
		main: html`<section class="narrow">
<h1>What you get</h1>
<p>For <b>${maskAddress(email)}</b>.</p>
${message.done || message.fault ? "" : ownerQuestion(config, subscriber)}
${state === "unsubscribed" ? unsubscribedNote(deps, subscriber) : ""}
${message.done ? html`<p class="done" role="status">${message.done}</p>` : ""}
${message.fault ? html`<p class="fault" role="alert">${message.fault}</p>` : ""}
<form method="post" action="${here}" class="choices">
${preferencesFields(subscriber, categories, config.timeZone, config.languages)}
<button>Save</button>
</form>
<p><a href="${here}/preview">See the next digest as you will get it</a></p>
</section>
${state === "unsubscribed" ? "" : pauseSection(deps, subscriber, here)}
<section class="narrow" aria-labelledby="more">
<h2 id="more">Your other pages</h2>
<ul class="plain">
<li><a href="${links.bookmarks(tokens.sign("bookmarks", id))}">Your bookmarks</a></li>
<li><a href="${here}/data">What we keep about you</a>: download it or have it erased</li>
${state === "unsubscribed" ? "" : html`<li><a href="${links.unsubscribe(tokens.sign("unsubscribe", id))}">Unsubscribe</a></li>`}
</ul>
<form method="post" action="${here}/renew"><p class="note">Does somebody else have one of your mails? Then make all older links to this page stop working.</p><button class="quiet">Disable old links</button></form>
</section>`,
	});
}

/** Choices can be made all the same: they hold again when the reader is back. */
function unsubscribedNote(
	{ config, tokens, clock }: WebDeps,
	subscriber: SubscriberRow,
): Html {
	const { unsubscribe, subscribe } = localLinks(config);
	const token = tokens.sign("unsubscribe", subscriber.id);
	const until = pausedUntil(subscriber, clock.now());
	return html`<div class="question" role="note"><p><b>You are unsubscribed.</b> You get no issues, whatever is chosen below.${until === null ? "" : ` If you come back, your pause until ${dateLine(until, timeZoneOf(subscriber, config))} goes on.`}</p>
${
	canResubscribe(subscriber)
		? html`<form method="post" action="${unsubscribe(token)}/back"><button class="quiet">Subscribe me again</button></form>`
		: html`<p><a href="${subscribe}">Sign up again</a></p>`
}</div>`;
}

function pauseSection(
	{ config, clock }: WebDeps,
	subscriber: SubscriberRow,
	here: string,
): Html {
	const until = pausedUntil(subscriber, clock.now());
	return html`<section class="narrow" aria-labelledby="pause">
<h2 id="pause">Pause</h2>
${
	until === null
		? html`<p>You get no issues for a while. Then they start again by themselves.</p>${pauseForm(`${here}/pause`)}`
		: html`<p>Your subscription is paused until ${dateLine(until, timeZoneOf(subscriber, config))}.</p>
<form method="post" action="${here}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">End the pause</button></form>`
}
</section>`;
}
