import type { Context } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { isErased, subscriberById } from "../../db/subscriber/subscribers.ts";
import type { Purpose } from "../../subscriber/token.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { erasedPage } from "./data-pages.ts";

/**
 * Answers a link to which no subscriber belongs. We signed it, and its holder
 * did something since: they had their data erased, or disabled old links. Then
 * that is what holds now. Any other link is wrong.
 */
export async function answerWrongLink(
	{ db, tokens, config }: Pick<WebDeps, "db" | "tokens" | "config">,
	purpose: Purpose,
	c: Context,
) {
	const bearer = tokens.open(purpose, c.req.param("token") ?? "");
	if (await isErased(db, bearer?.id ?? 0)) {
		// A mail program that unsubscribes by one click must be told that it is done.
		const isDone = purpose === "unsubscribe" && c.req.method === "POST";
		return c.html(erasedPage(config), isDone ? 200 : 404);
	}
	const subscriber = await subscriberById(db, bearer?.id ?? 0);
	if (!subscriber || !bearer || bearer.epoch >= subscriber.epoch)
		return wrongLinkPage(c, config);
	return c.req.path.endsWith("/renew")
		? c.html(disabledLinkPage(config), 200)
		: c.html(disabledLinkPage(config), 404);
}

function disabledLinkPage(config: Config) {
	return page(config, {
		title: "Old links are disabled",
		main: html`<section class="narrow">
<h1>Old links are disabled</h1>
<p>This is one of the older links to your preferences. They were disabled by the button “Disable old links”, and nothing was changed by opening this one.</p>
<p>Your next mail has a new link. You can also <a href="${localLinks(config).requestLink}">have it mailed to you now</a>.</p>
</section>`,
	});
}
