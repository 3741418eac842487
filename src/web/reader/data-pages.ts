import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { dateLine } from "../../issue/week/schedule.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { timeZoneOf } from "../../subscriber/choices.ts";
import type { Instant } from "../../time/clock.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";

/** The lists of the data export in a reader's words, in the order of the page. */
const LISTS: [name: string, title: string][] = [
	["consents", "What you agreed to, when and from where"],
	["confirmations", "Confirmation links that we mailed to you"],
	["signUps", "Sign-ups that are being processed"],
	["suppressions", "Notes not to mail you"],
	["bookmarks", "Tools you saved"],
	["votes", "Votes you cast"],
	["letters", "Single mails to you, such as the welcome"],
	["deliveries", "Issues mailed to you, and what your mail server answered"],
	["deliveryAttempts", "Attempts to mail you that failed at first"],
	["setbacks", "Why your mail server did not take an issue, in general words"],
	[
		"preflights",
		"Checks of an issue that looked at your copy before it was sent",
	],
];

/** A summary of what is kept, with links to download and to erase it. */
export function dataPage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	all: Record<string, unknown>,
): Html {
	const here = preferencesPath(deps, subscriber);
	const counts = LISTS.flatMap(([name, title]) => {
		const list = all[name];
		return Array.isArray(list) && list.length > 0
			? [html`<li>${title}: ${list.length}</li>`]
			: [];
	});
	return page(deps.config, {
		title: "What we keep about you",
		main: html`<section class="narrow">
<h1>What we keep about you</h1>
<p>For <b>${maskAddress(subscriber.email)}</b> we keep your address and name, your <a href="${here}">preferences</a>, the dates when you signed up and confirmed, and:</p>
<ul class="plain">
${dateItems(deps, subscriber, all)}
${counts}
</ul>
<p><a href="${here}/data.json" download>Download (JSON)</a></p>
<p class="note">We do not know whether you open or read a mail: there is no tracking pixel.</p>
</section>
<section class="narrow" aria-labelledby="erase">
<h2 id="erase">Erase it</h2>
<p>Everything above is erased, and you get no further issues.</p>
<p><a href="${here}/erase">Erase my data</a></p>
</section>`,
	});
}

/** In the reader's own time zone. */
function dateItems(
	{ config }: WebDeps,
	subscriber: SubscriberRow,
	{ deliveries }: Record<string, unknown>,
): Html {
	const day = (at: Instant) =>
		html`<time datetime="${at}">${dateLine(at, timeZoneOf(subscriber, config))}</time>`;
	const accepted = (Array.isArray(deliveries) ? deliveries : [])
		.filter(({ state }) => state === "accepted")
		.map(({ updatedAt }) => String(updatedAt));
	const last = [...accepted, subscriber.accepted_at ?? ""].sort().at(-1);
	return html`<li>You signed up on ${day(subscriber.created_at)}</li>${last ? html`<li>Your mail server accepted the last issue on ${day(last)}</li>` : ""}`;
}

/** Asks for confirmation, because erasing can't be undone. @param isUnconfirmed the form was sent without the tick */
export function erasePage(
	deps: WebDeps,
	subscriber: SubscriberRow,
	isUnconfirmed = false,
): Html {
	const { publication, erasedConsents } = deps.config;
	const here = preferencesPath(deps, subscriber);
	return page(deps.config, {
		title: "Erase what we keep about you",
		main: html`<section class="narrow">
<h1>Erase everything?</h1>
<p>Your address <b>${maskAddress(subscriber.email)}</b>, your name, preferences, bookmarks and votes are erased at once. ${name(publication)} is not mailed to you any more, not even an issue that is being sent right now. This can't be undone.</p>
<p>Two things are kept: that each issue was sent to one more person, without the person, and a keyed hash of your address. The hash does not reveal your address, and keeps an import from adding it again.${
			erasedConsents === "keep"
				? " The proof of what you agreed to is also kept under that hash, for as long as the law requires it."
				: ""
		} You can sign up again at any time.</p>
${isUnconfirmed ? html`<p class="fault" role="alert">Please tick the box to confirm.</p>` : ""}
<form method="post"><p><label><input type="checkbox" name="sure" value="yes" required> Yes, erase everything</label></p><button>Erase</button></form>
<p class="note"><a href="${here}/data">Download a copy first</a>, or only <a href="${localLinks(deps.config).unsubscribe(deps.tokens.sign("unsubscribe", subscriber.id))}">unsubscribe</a>.</p>
</section>`,
	});
}

export function erasedPage(config: Config): Html {
	return page(config, {
		title: "Erased",
		main: html`<section class="narrow">
<h1>Your data has been erased</h1>
<p>We no longer keep anything that says who you are, and no further issue is mailed to you. A message that was being sent at this very moment may still arrive. It is the last one.</p>
<p class="note">The <a href="${localLinks(config).home}">verdicts</a> stay open to everyone.</p>
</section>`,
	});
}

function preferencesPath(
	{ config, tokens }: WebDeps,
	subscriber: SubscriberRow,
) {
	const { id, epoch } = subscriber;
	return localLinks(config).preferences(tokens.sign("preferences", id, epoch));
}
