import { html } from "hono/html";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { subscriberLinks } from "../../subscriber/subscriber-links.ts";
import type { WebDeps } from "../http/deps.ts";
import { masked } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

/**
 * Lets a subscriber save and vote on the site's pages without a log-in or a
 * cookie: their browser remembers the two links that can do only this. The
 * script shows it, as nothing can be remembered without one.
 */
export function rememberMe(
	{ config, tokens }: Pick<WebDeps, "config" | "tokens">,
	subscriber: SubscriberRow,
	{ remember }: Speech,
): Html {
	const own = subscriberLinks(config.publicUrl, tokens, subscriber);
	const path = (url: string) => new URL(url).pathname;
	return html`<div class="question" data-reader data-bookmarks-path="${path(own.bookmarksUrl)}" data-vote-path="${path(own.voteUrl)}" hidden>
<h2>${remember.heading}</h2>
<p>${remember.what(masked(subscriber))}</p>
<button class="quiet" type="button">${remember.remember}</button>
<button class="quiet" type="button" hidden>${remember.stop}</button>
</div>`;
}
