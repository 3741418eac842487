import { html } from "hono/html";
import type { Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { dateLine } from "../../issue/week/week.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { timeZoneOf } from "../../subscriber/choices.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";

type Room = Pick<WebDeps, "config" | "tokens">;

/** What the tables are to a reader, in the order in which they are told. */
const KEPT: [name: string, title: string][] = [
	["consents", "What you agreed to, when and from where"],
	["confirmations", "Links to confirm by that you were mailed"],
	["signUps", "Sign-ups that are being taken in"],
	["suppressions", "Notes not to mail you"],
	["bookmarks", "Tools you saved"],
	["votes", "Votes you cast"],
	["letters", "Single letters to you, such as the welcome"],
	["deliveries", "Issues to you, and what your mail server said"],
	["deliveryAttempts", "Attempts that did not succeed at once"],
];

/** What is kept, counted, with the way to all of it. */
export function dataPage(
	room: Room,
	subscriber: SubscriberRow,
	all: Record<string, unknown>,
): Html {
	const here = preferencesOf(room, subscriber);
	const counts = KEPT.flatMap(([name, title]) => {
		const list = all[name];
		return Array.isArray(list) && list.length > 0
			? [html`<li>${title}: ${list.length}</li>`]
			: [];
	});
	return page(room.config, {
		title: "What is kept about you",
		main: html`<section class="act wide">
<h1>What is kept about you</h1>
<p>For <b>${maskAddress(subscriber.email)}</b>: your address and name, your choices on the <a href="${here}">preferences page</a>, the dates on which you came and confirmed, and:</p>
<ul class="plain">
${datesOf(room, subscriber, all)}
${counts}
</ul>
<p><a class="button" href="${here}/data.json" download>Take all of it along (JSON)</a></p>
<p class="note">Whether you open or read a mail is not known here: there is no tracking pixel.</p>
</section>
<section class="act wide" aria-labelledby="erase">
<h2 id="erase">Have it erased</h2>
<p>Everything above goes, and no further issue comes.</p>
<p><a href="${here}/erase">Erase what is kept about me</a></p>
</section>`,
	});
}

/** In their own time zone. */
function datesOf(
	{ config }: Room,
	subscriber: SubscriberRow,
	{ deliveries }: Record<string, unknown>,
): Html {
	const day = (at: Instant) =>
		html`<time datetime="${at}">${dateLine(at, timeZoneOf(subscriber, config))}</time>`;
	const accepted = (Array.isArray(deliveries) ? deliveries : [])
		.filter(({ state }) => state === "accepted")
		.map(({ updatedAt }) => String(updatedAt));
	const last = [...accepted, subscriber.accepted_at ?? ""].sort().at(-1);
	return html`<li>You came on ${day(subscriber.created_at)}</li>${last ? html`<li>The last issue that your mail server took was on ${day(last)}</li>` : ""}`;
}

/** Asks once more: it can't be taken back. */
export function erasePage(
	room: Room,
	subscriber: SubscriberRow,
	unsure = false,
): Html {
	const { publication, erasedConsents } = room.config;
	const here = preferencesOf(room, subscriber);
	return page(room.config, {
		title: "Erase what is kept about you",
		main: html`<section class="act">
<h1>Erase everything?</h1>
<p>Your address <b>${maskAddress(subscriber.email)}</b>, your name, choices, bookmarks and votes are erased at once, and ${publication} is not mailed to you any more, not even an issue that is going out right now. This can't be taken back.</p>
<p>What stays: that an issue went to somebody, without who it was; and a keyed hash of your address, which tells nobody what it is and keeps an import from bringing it back.${
			erasedConsents === "keep"
				? " The proof of what you agreed to is kept as well, for as long as the law asks for it, under that hash."
				: ""
		} You may sign up again whenever you like.</p>
${unsure ? html`<p class="fault" role="alert">Tick the box, so that nobody is erased by a slip.</p>` : ""}
<form method="post"><p><label><input type="checkbox" name="sure" value="yes" required> Yes, erase everything</label></p><button>Erase</button></form>
<p class="note"><a href="${here}/data">Take a copy along first</a>, or only <a href="${localLinks(room.config).unsubscribe(room.tokens.sign("unsubscribe", subscriber.id))}">unsubscribe</a>.</p>
</section>`,
	});
}

export function erasedPage(config: Config): Html {
	return page(config, {
		title: "Erased",
		main: html`<section class="act">
<h1>You are erased</h1>
<p>Nothing that says who you are is kept here any more. A message that was being handed over at this very moment may still arrive; it is the last.</p>
<p class="note">The <a href="${localLinks(config).home}">verdicts</a> stay open to everyone.</p>
</section>`,
	});
}

function preferencesOf({ config, tokens }: Room, subscriber: SubscriberRow) {
	const { id, epoch } = subscriber;
	return localLinks(config).preferences(tokens.sign("preferences", id, epoch));
}
