import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { Markup } from "./layout.ts";

const COOKIE = "studio_session";
const SESSION = /^[\w-]{43}$/;
/** The hidden field that every form of the studio carries. */
export const TOKEN_FIELD = "token";

/**
 * The hidden field that proves that a form comes from this browser's own page.
 * The first form that a browser sees begins its session.
 *
 * @param formKey `Tokens.formKey`: all processes of this installation have the same
 */
export function tokenField(c: Context, formKey: string): Markup {
	let session = sessionOf(c);
	if (session === null) {
		session = randomBytes(32).toString("base64url");
		setCookie(c, COOKIE, session, {
			httpOnly: true,
			sameSite: "Strict",
			path: "/",
		});
	}
	return html`<input type="hidden" name="${TOKEN_FIELD}" value="${tokenFor(session, formKey)}">`;
}

/** Whether a form carries the token of the session that its request belongs to. */
export function hasToken(c: Context, formKey: string, sent: unknown): boolean {
	const session = sessionOf(c);
	if (session === null || typeof sent !== "string") return false;
	const [expected, given] = [tokenFor(session, formKey), sent].map((text) =>
		Buffer.from(text),
	) as [Buffer, Buffer];
	return expected.length === given.length && timingSafeEqual(expected, given);
}

function sessionOf(c: Context): string | null {
	const session = getCookie(c, COOKIE) ?? "";
	return SESSION.test(session) ? session : null;
}

function tokenFor(session: string, formKey: string): string {
	return createHmac("sha256", formKey)
		.update(`studio ${session}`)
		.digest("base64url");
}
