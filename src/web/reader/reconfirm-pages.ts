import { html } from "hono/html";
import type { SubscriberRow } from "../../db/schema.ts";
import { scheduleLine } from "../../issue/week/week.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";

type Room = Pick<WebDeps, "config" | "tokens">;

/** Where the letter "still want this?" leads: a person's button, because scanners open every link. */
export function keepPage({ config }: Room, { email }: SubscriberRow): Html {
	return page(config, {
		title: "Still want it?",
		main: html`<section class="act">
<h1>Still want ${config.publication}?</h1>
<p>One press, and it keeps coming to <b>${maskAddress(email)}</b>.</p>
<form method="post"><button>Yes, keep it coming</button></form>
<p class="note">Without an answer it stops by itself.</p>
</section>`,
	});
}

/** Whoever was retired in the meantime finds the way back from here. */
export function keptPage(
	{ config, tokens }: Room,
	reader: SubscriberRow,
): Html {
	const { unsubscribe } = localLinks(config);
	return page(config, {
		title: "Good to hear",
		main: html`<section class="act">
<h1>Good to hear</h1>
${
	reader.state === "active"
		? html`<p>It keeps coming to <b>${maskAddress(reader.email)}</b>: ${scheduleLine(config)}.</p>`
		: html`<p>It had stopped already. <a href="${unsubscribe(tokens.sign("unsubscribe", reader.id))}">Take me back</a></p>`
}
</section>`,
	});
}
