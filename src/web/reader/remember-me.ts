import { html } from "hono/html";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { subscriberLinks } from "../../subscriber/subscriber-links.ts";
import type { WebDeps } from "../http/deps.ts";
import type { Html } from "../http/page.ts";

/**
 * Lets a subscriber save and vote on the site's pages without a log-in or a
 * cookie: their browser remembers the two links that can do only this. The
 * script shows it, as nothing can be remembered without one.
 */
export function rememberMe(
	{ config, tokens }: Pick<WebDeps, "config" | "tokens">,
	subscriber: SubscriberRow,
): Html {
	const own = subscriberLinks(config.publicUrl, tokens, subscriber);
	const path = (url: string) => new URL(url).pathname;
	return html`<div class="question" data-reader data-bookmarks-path="${path(own.bookmarksUrl)}" data-vote-path="${path(own.voteUrl)}" hidden>
<h2>Save and vote on this site, too</h2>
<p>If you are <b>${maskAddress(subscriber.email)}</b> and this is your own browser, it can remember that you are a subscriber. It keeps nothing else, and you can turn this off here.</p>
<button class="quiet" type="button">Remember me in this browser</button>
<button class="quiet" type="button" hidden>Stop remembering me</button>
</div>`;
}
