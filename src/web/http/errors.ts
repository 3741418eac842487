import type { Context } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { Config } from "../../config/config.ts";
import { CONFIRMATION_DAYS } from "../../subscriber/sign-up/confirmation-token.ts";
import type { WebDeps } from "./deps.ts";
import { localLinks } from "./local-links.ts";
import { page } from "./page.ts";

export function notFoundPage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "Page not found",
			main: html`<section class="act">
<h1>Page not found</h1>
<p>The page may have moved, or its address is incomplete.</p>
<p class="note"><a href="${localLinks(config).home}">Latest verdicts</a> · <a href="${localLinks(config).issues}">Past issues</a></p>
</section>`,
		}),
		404,
	);
}

/**
 * The answer must be the same whether a link is incomplete, altered, made for
 * something else, expired, or of somebody who never was.
 */
export function wrongLinkPage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "This link does not work",
			main: html`<section class="act">
<h1>This link does not work</h1>
<p>It may be incomplete: mail programs sometimes break long links. A link that confirms a subscription works once, within ${CONFIRMATION_DAYS} days.</p>
<p>If it was one to confirm, <a href="${localLinks(config).subscribe}">sign up again</a>. If it was one to your preferences, <a href="${localLinks(config).requestLink}">have a new one mailed to you</a>.</p>
<p class="note">To unsubscribe, use the link in any issue you have received. Those links never expire.</p>
</section>`,
		}),
		404,
	);
}

export function badTextPage(c: Context, config: Config, status: 400 | 422) {
	return c.html(
		page(config, {
			title: "This can’t be read",
			main: html`<section class="act"><h1>This can’t be read</h1>
<p>What your browser sent is incomplete, or contains a control character. Nothing was saved.</p>
<p class="note">Go back, type the text instead of pasting it, and send it again.</p></section>`,
		}),
		status,
	);
}

export function tooLargePage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "Too much data",
			main: html`<section class="act"><h1>Too much data</h1>
<p>Your browser sent more than this page accepts. Nothing was saved.</p></section>`,
		}),
		413,
	);
}

export function errorPage(
	c: Context,
	{ config, log }: WebDeps,
	error: Error,
): Response | Promise<Response> {
	if (error instanceof HTTPException) return error.getResponse();
	// Nobody is there to read the answer, and nothing here is broken.
	if (brokeOff(c)) return badTextPage(c, config, 400);
	// Never log the error itself: databases put the failing row, and so an address, into its details.
	log.error({ name: error.name, stack: error.stack }, "a page failed");
	return c.html(
		page(config, {
			title: "Something went wrong",
			main: html`<section class="act">
<h1>Something went wrong on our side</h1>
<p>Please try again in a moment.</p>
</section>`,
		}),
		500,
	);
}

/** Whether the connection ended before the whole request had come. */
function brokeOff(c: Context): boolean {
	const { incoming } = (c.env ?? {}) as {
		incoming?: { complete?: boolean; destroyed?: boolean };
	};
	return incoming?.complete === false && incoming.destroyed === true;
}
