import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { html } from "hono/html";
import { browserOf, knownBrowser } from "./access/cookies.ts";
import { sessionOfRequest } from "./access/signed-in.ts";
import type { Markup } from "./layout.ts";

/** The hidden field that every form of the studio carries. */
export const TOKEN_FIELD = "token";

/**
 * The hidden field that proves that a form comes from this browser's own page, and
 * from its editor's. The first form that a browser sees begins its session.
 *
 * @param formKey `Tokens.formKey`: all processes of this installation have the same
 */
export function tokenField(c: Context, formKey: string): Markup {
	return html`<input type="hidden" name="${TOKEN_FIELD}" value="${tokenFor(c, browserOf(c), formKey)}">`;
}

/** Whether a form carries the token of the session that its request belongs to. */
export function hasToken(c: Context, formKey: string, sent: unknown): boolean {
	const browser = knownBrowser(c);
	if (browser === null || typeof sent !== "string") return false;
	const [expected, given] = [tokenFor(c, browser, formKey), sent].map((text) =>
		Buffer.from(text),
	) as [Buffer, Buffer];
	return expected.length === given.length && timingSafeEqual(expected, given);
}

/** It stays the same when the same editor signs in again: what they were writing is not lost. */
function tokenFor(c: Context, browser: string, formKey: string): string {
	const editor = sessionOfRequest(c)?.editor.id ?? "nobody";
	return createHmac("sha256", formKey)
		.update(`studio ${browser} ${editor}`)
		.digest("base64url");
}
