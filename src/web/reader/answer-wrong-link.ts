import type { Context } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { isErased, subscriberById } from "../../db/subscriber/subscribers.ts";
import type { Purpose } from "../../subscriber/token.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { page } from "../http/page.ts";
import {
	readerWords,
	type Speech,
	visitorWords,
} from "../language/words-for.ts";
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
		return c.html(
			erasedPage(config, visitorWords(config, c)),
			isDone ? 200 : 404,
		);
	}
	const subscriber = await subscriberById(db, bearer?.id ?? 0);
	if (!subscriber || !bearer || bearer.epoch >= subscriber.epoch)
		return wrongLinkPage(c, config);
	const status = c.req.path.endsWith("/renew") ? 200 : 404;
	return c.html(
		disabledLinkPage(config, readerWords(config, subscriber)),
		status,
	);
}

function disabledLinkPage(config: Config, words: Speech) {
	const { title, why, next } = words.faults.oldLink;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${title}</h1>
<p>${why}</p>
<p>${next(words.links.requestLink)}</p>
</section>`,
	});
}
