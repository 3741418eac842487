import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { dateLine, scheduleLine } from "../../issue/week/week.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { timeZoneOf } from "../../subscriber/choices.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { pauseForm } from "./pause-form.ts";

/** Asks whether they mean it, and offers the other choice. */
export function askPage(
	config: Config,
	{ email }: SubscriberRow,
	token: string,
) {
	const { unsubscribe } = localLinks(config);
	return page(config, {
		title: "Unsubscribe",
		main: html`<section class="act">
<h1>Leave ${config.publication}?</h1>
<p>No further issue will be mailed to <b>${maskAddress(email)}</b>, not even one that is going out right now.</p>
<form method="post"><input type="hidden" name="from" value="page"><button>Unsubscribe</button></form>
<h2>Or pause it</h2>
<p>Nothing comes for a while, then it goes on by itself.</p>
${pauseForm(`${unsubscribe(token)}/pause`)}
<p class="note">Changed your mind? Close this page: nothing has happened yet.</p>
</section>`,
	});
}

/** Says that they have left, and has the way back. */
export function leftPage(
	config: Config,
	subscriber: SubscriberRow,
	token: string,
) {
	const { home, unsubscribe } = localLinks(config);
	return page(config, {
		title: "Unsubscribed",
		main: html`<section class="act">
<h1>You are unsubscribed</h1>
<p><b>${maskAddress(subscriber.email)}</b> gets no further issue. One that was being handed over at this very moment may still arrive; it is the last.</p>
${
	canResubscribe(subscriber)
		? html`<form method="post" action="${unsubscribe(token)}/back"><button class="quiet">That was a mistake: take me back</button></form>`
		: ""
}
<p class="note">Thank you for reading. The <a href="${home}">verdicts</a> stay open to everyone.</p>
</section>`,
	});
}

export function backPage(config: Config, { email }: SubscriberRow) {
	return page(config, {
		title: "Welcome back",
		main: html`<section class="act">
<h1>Welcome back</h1>
<p><b>${maskAddress(email)}</b> gets the next issue: ${scheduleLine(config)}. What you saved and chose is as it was.</p>
</section>`,
	});
}

export function pausedPage(
	config: Config,
	{ email, paused_until, time_zone }: SubscriberRow,
	token: string,
) {
	const { unsubscribe } = localLinks(config);
	return page(config, {
		title: paused_until ? "Paused" : "Going on",
		main: html`<section class="act">
${
	paused_until
		? html`<h1>Paused until ${dateLine(paused_until, timeZoneOf({ time_zone }, config))}</h1>
<p>Nothing is mailed to <b>${maskAddress(email)}</b> until then, not even what is going out right now. After that it goes on by itself.</p>
<form method="post" action="${unsubscribe(token)}/pause"><input type="hidden" name="weeks" value="0"><button class="quiet">End the pause</button></form>`
		: html`<h1>The pause is over</h1>
<p><b>${maskAddress(email)}</b> gets the next issue: ${scheduleLine(config)}.</p>`
}
</section>`,
	});
}
