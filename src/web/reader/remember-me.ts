import { html } from "hono/html";
import type { SubscriberRow } from "../../db/schema.ts";
import { subscriberLinks } from "../../subscriber/subscriber-links.ts";
import type { WebDeps } from "../http/deps.ts";
import type { Html } from "../http/page.ts";

/**
 * Lets a reader save and vote on the site's pages from now on, without a log-in
 * or a cookie: on their word, their browser remembers the two links that do no
 * more than that. Without a script there is nothing to remember with.
 */
export function thisBrowser(
	{ config, tokens }: Pick<WebDeps, "config" | "tokens">,
	subscriber: SubscriberRow,
): Html {
	const own = subscriberLinks(config.publicUrl, tokens, subscriber);
	const path = (url: string) => new URL(url).pathname;
	return html`<div class="ask" data-reader data-bookmarks="${path(own.bookmarksUrl)}" data-vote="${path(own.voteUrl)}" hidden>
<h2>Save and vote on the site, too</h2>
<p>If this is your own browser, it can remember that you are a subscriber. Nothing else is kept, and you can end it here.</p>
<button class="quiet" type="button" data-reader-remember>Remember me in this browser</button>
<button class="quiet" type="button" data-reader-forget hidden>Forget me in this browser</button>
</div>`;
}
