import type { Context } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Config } from "../../config/config.ts";
import { isDatabaseAway } from "../../db/open.ts";
import { CONFIRMATION_DAYS } from "../../subscriber/sign-up/confirmation-token.ts";
import { type Speech, visitorWords } from "../language/words-for.ts";
import { brokeOff } from "./broke-off.ts";
import type { WebDeps } from "./deps.ts";
import { type Html, page } from "./page.ts";

/**
 * Says why there is nothing else. It has no address of its own, so it is in no other
 * language, and the answer is the same at each.
 */
export function faultPage(
	c: Context,
	config: Config,
	status: ContentfulStatusCode,
	say: (words: Speech) => { title: string; main: Html },
) {
	const words = { ...visitorWords(config, c), others: [] };
	const { title, main } = say(words);
	return c.html(
		page(config, {
			words,
			title,
			main: html`<section class="act">
${main}
</section>`,
		}),
		status,
	);
}

export function notFoundPage(c: Context, config: Config) {
	return faultPage(c, config, 404, ({ faults, links }) => {
		const { title, why, verdicts, issues } = faults.notFound;
		return {
			title,
			main: html`<h1>${title}</h1>
<p>${why}</p>
<p class="note"><a href="${links.home}">${verdicts}</a> · <a href="${links.issues}">${issues}</a></p>`,
		};
	});
}

/**
 * The answer must be the same whether a link is incomplete, altered, made for
 * something else, expired, or of somebody who never was.
 */
export function wrongLinkPage(c: Context, config: Config) {
	return faultPage(c, config, 404, ({ faults, links }) => {
		const { title, why, next, unsubscribe } = faults.wrongLink;
		return {
			title,
			main: html`<h1>${title}</h1>
<p>${why(CONFIRMATION_DAYS)}</p>
<p>${next(links.subscribe, links.requestLink)}</p>
<p class="note">${unsubscribe}</p>`,
		};
	});
}

export function badTextPage(c: Context, config: Config, status: 400 | 422) {
	return faultPage(c, config, status, ({ faults }) => {
		const { title, why, next } = faults.badText;
		return {
			title,
			main: html`<h1>${title}</h1>
<p>${why}</p>
<p class="note">${next}</p>`,
		};
	});
}

export function tooLargePage(c: Context, config: Config) {
	return faultPage(c, config, 413, ({ faults }) => {
		const { title, why } = faults.tooLarge;
		return {
			title,
			main: html`<h1>${title}</h1>
<p>${why}</p>`,
		};
	});
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
	if (!isDatabaseAway(error))
		log.error({ name: error.name, stack: error.stack }, "a page failed");
	return faultPage(c, config, 500, ({ faults }) => {
		const { title, heading, next } = faults.failed;
		return {
			title,
			main: html`<h1>${heading}</h1>
<p>${next}</p>`,
		};
	});
}
