import type { Context } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { Config } from "../../config/config.ts";
import type { WebDeps } from "./deps.ts";
import { localLinks } from "./local-links.ts";
import { page } from "./page.ts";

export function notFoundPage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "Not found",
			main: html`<section class="act">
<h1>There is nothing here</h1>
<p>The page may have moved, or the address is incomplete.</p>
<p class="note"><a href="${localLinks(config).home}">Latest verdicts</a> · <a href="${localLinks(config).issues}">Past issues</a></p>
</section>`,
		}),
		404,
	);
}

/** One and the same answer for a link that is incomplete, altered, expired, used, or somebody's who is gone. */
export function wrongLinkPage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "This link does not work",
			main: html`<section class="act">
<h1>This link does not work</h1>
<p>It may be incomplete: mail programs sometimes break long links. A link to confirm a subscription works once, and for seven days.</p>
<p class="note">To leave, use the unsubscribe link of any issue you have received. Each one works.</p>
</section>`,
		}),
		404,
	);
}

export function tooLargePage(c: Context, config: Config) {
	return c.html(
		page(config, {
			title: "Too large",
			main: html`<section class="act"><h1>That was more than we take</h1></section>`,
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
	// Not the error itself: a database puts the row at fault, and so an address, into its details.
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
