import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import {
	type KnownBrowser,
	readKnownBrowser,
	writeKnownBrowser,
} from "../../editors/known-browser.ts";
import { hashOf, randomToken, TOKEN } from "../../editors/secrets.ts";
import { SESSION_DAYS } from "../../editors/sessions.ts";
import { DAY, SECOND } from "../../time/time-span.ts";

/** The browser, signed in or not: the tokens of its forms and the links that it asks for belong to it. */
const BROWSER = "studio_session";
/** The editor who signed in. */
const SIGNED_IN = "studio_login";
/** That an editor signed in here before (`known-browser.ts`). Signing out keeps it. */
const KNOWN = "studio_known";
/** The longest that browsers keep a cookie (RFC 6265bis 5.5). */
const KNOWN_DAYS = 400;

const SECURE = "studioIsSecure";

/** Says to what follows whether this studio is reached over https, and so whether its cookies are of this host alone. */
export function setSecure(c: Context, isSecure: boolean): void {
	c.set(SECURE, isSecure);
}

/** The browser's own secret; it gets one if it has none. */
export function browserOf(c: Context): string {
	const known = knownBrowser(c);
	if (known !== null) return known;
	const fresh = randomToken();
	set(c, BROWSER, fresh);
	return fresh;
}

/** Null: this browser was not here before. */
export function knownBrowser(c: Context): string | null {
	const secret = getCookie(c, nameOf(c, BROWSER)) ?? "";
	return TOKEN.test(secret) ? secret : null;
}

/** What is kept of a browser. */
export function browserHash(c: Context): string {
	return hashOf(browserOf(c));
}

/** Null: nobody signed in here before. */
export function knownEditor(c: Context, formKey: string): KnownBrowser | null {
	return readKnownBrowser(formKey, getCookie(c, nameOf(c, KNOWN)) ?? "");
}

/** @param addressKey of the editor who has just signed in */
export function keepKnownEditor(
	c: Context,
	formKey: string,
	addressKey: string,
): void {
	const before = knownEditor(c, formKey);
	const cookie = writeKnownBrowser(formKey, addressKey, before);
	set(c, KNOWN, cookie, (KNOWN_DAYS * DAY) / SECOND);
}

export function sessionToken(c: Context): string {
	return getCookie(c, nameOf(c, SIGNED_IN)) ?? "";
}

export function keepSession(c: Context, token: string): void {
	set(c, SIGNED_IN, token, (SESSION_DAYS.longest * DAY) / SECOND);
}

export function forgetSession(c: Context): void {
	deleteCookie(c, nameOf(c, SIGNED_IN), {
		path: "/",
		secure: c.get(SECURE) === true,
	});
}

/**
 * Lax, not strict: a link in a mail must find the browser that asked for it, and an
 * editor signed in. What changes anything is a POST, which neither kind goes with.
 */
function set(c: Context, name: string, value: string, maxAge?: number): void {
	setCookie(c, nameOf(c, name), value, {
		httpOnly: true,
		sameSite: "Lax",
		path: "/",
		secure: c.get(SECURE) === true,
		...(maxAge !== undefined && { maxAge }),
	});
}

/** With `__Host-` a browser takes the cookie only over https, from this host, and for no other (RFC 6265bis 4.1.3.2). */
function nameOf(c: Context, name: string): string {
	return c.get(SECURE) === true ? `__Host-${name}` : name;
}
