import type { Context } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { Config } from "../../config/config.ts";
import { CONFIRMATION_DAYS } from "../../subscriber/sign-up/confirmation-token.ts";
import { visitorWords } from "../language/words-for.ts";
import type { WebDeps } from "./deps.ts";
import { localLinks } from "./local-links.ts";
import { page } from "./page.ts";

export function notFoundPage(c: Context, config: Config) {
	const words = visitorWords(config, c);
	const { title, why, verdicts, issues } = words.faults.notFound;
	const links = localLinks(config);
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act">
<h1>${title}</h1>
<p>${why}</p>
<p class="note"><a href="${links.home}">${verdicts}</a> · <a href="${links.issues}">${issues}</a></p>
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
	const words = visitorWords(config, c);
	const { title, why, next, unsubscribe } = words.faults.wrongLink;
	const { subscribe, requestLink } = localLinks(config);
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act">
<h1>${title}</h1>
<p>${why(CONFIRMATION_DAYS)}</p>
<p>${next(subscribe, requestLink)}</p>
<p class="note">${unsubscribe}</p>
</section>`,
		}),
		404,
	);
}

export function badTextPage(c: Context, config: Config, status: 400 | 422) {
	const words = visitorWords(config, c);
	const { title, why, next } = words.faults.badText;
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act"><h1>${title}</h1>
<p>${why}</p>
<p class="note">${next}</p></section>`,
		}),
		status,
	);
}

export function tooLargePage(c: Context, config: Config) {
	const words = visitorWords(config, c);
	const { title, why } = words.faults.tooLarge;
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act"><h1>${title}</h1>
<p>${why}</p></section>`,
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
	const words = visitorWords(config, c);
	const { title, heading, next } = words.faults.failed;
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act">
<h1>${heading}</h1>
<p>${next}</p>
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
