import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isStorable, isStorableUrl } from "../text/storable-text.ts";
import type { Access } from "./access/admit.ts";
import { hasToken, TOKEN_FIELD } from "./form-token.ts";
import { readUpload, uploadLimit } from "./upload.ts";

/** Host names of the studio. Any other is refused, even if it resolves to the loopback (DNS rebinding). */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * What proxies add. Some of them ask for the studio at the loopback, whoever asked
 * them, so the host name alone does not tell that a request is from this machine.
 */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"];

const PAGE_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join("; ");

/** Of a form, bytes: the longest texts that an issue can have, many times. */
const MAX_FORM = 512 * 1024;

/** Counts what arrives: a body in chunks states no length, and anybody may send one to the page to sign in. */
const formLimit = bodyLimit({
	maxSize: MAX_FORM,
	onError: () => refuse("This form is too long.", 413),
});

/**
 * Refuses requests to another host name or from another origin, and adds security
 * headers to every response. It stands before every route: what is not GET or HEAD
 * is refused unless it is a form of this browser's own page.
 *
 * @param formKey signs the tokens of forms (`form-token.ts`)
 * @param access who gets in, and what each may do
 */
export const guardStudio =
	(formKey: string, access: Access): MiddlewareHandler =>
	async (c, next) => {
		const refusal =
			refusalOf(c, access.origin) ??
			addressRefusal(c) ??
			(await access.admit(c)) ??
			(await formRefusal(c, formKey)) ??
			// A form may take a while to arrive: whoever was removed meanwhile sends it in vain.
			(isRead(c) ? null : await access.admit(c));
		if (refusal === null) await access.answer(c, next);
		else c.res = refusal;
		addHeaders(c);
	};

/** @param own the studio's origin; null: any name of the loopback */
function refusalOf(c: Context, own: string | null): Response | null {
	const host = c.req.header("host") ?? new URL(c.req.url).host;
	const origin = c.req.header("origin");
	if (own === null && FORWARDED.some((name) => c.req.header(name)))
		return refuse(
			"A proxy passed this on, and the studio has no login. Set STUDIO_URL to the address at which editors open it: then they sign in.",
		);
	const isOwnHost =
		own === null ? LOOPBACK.has(hostname(host)) : isHostOf(host, new URL(own));
	const allowed =
		isOwnHost &&
		(origin === undefined || origin === (own ?? `http://${host}`)) &&
		!isWithinForeignPage(c);
	return allowed
		? null
		: refuse(
				own === null
					? "The studio can only be opened on this machine, at an address such as http://localhost:8081."
					: `The studio can only be opened at ${own}. A proxy must pass this host name on.`,
			);
}

/** No page has an address with a text that no database takes, so no page has to think of it. */
function addressRefusal({ req }: Context): Response | null {
	return isStorableUrl(req.url) && isStorableUrl(req.path)
		? null
		: refuse("This address contains a control character.", 404);
}

/** Why a request that may change something is refused; null: it may go on, or changes nothing. */
async function formRefusal(
	c: Context,
	formKey: string,
): Promise<Response | null> {
	if (isRead(c)) return null;
	if (
		c.req.header("origin") === undefined &&
		c.req.header("sec-fetch-site") !== "same-origin"
	)
		return refuse("Only a page of the studio may change something.");
	const limit = uploadLimit(c);
	if (limit !== null) return uploadRefusal(c, formKey, limit);
	const type = c.req.header("content-type") ?? "";
	if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(type))
		return refuse("The studio takes only its own forms.", 415);
	const tooLong = await formLimit(c, async () => {});
	if (tooLong) return tooLong;
	const fields = new URLSearchParams(await c.req.text());
	if (!hasToken(c, formKey, fields.get(TOKEN_FIELD)))
		return refuse(
			"This form belongs to another session of your browser. Go back, copy what you wrote, load the page again, and send it from there.",
		);
	return textRefusal(fields);
}

/** The same of a form with files, which only the pages that `upload.ts` names take. */
async function uploadRefusal(
	c: Context,
	formKey: string,
	limit: number,
): Promise<Response | null> {
	const sent = await readUpload(
		c,
		limit,
		(name, value) => name === TOKEN_FIELD && hasToken(c, formKey, value),
	);
	return "why" in sent
		? refuse(sent.why, sent.status)
		: textRefusal(sent.fields);
}

function textRefusal(fields: URLSearchParams): Response | null {
	return [...fields].flat().every(isStorable)
		? null
		: refuse(
				"The form contains a control character. Go back, remove it, and send it again.",
				400,
			);
}

function refuse(why: string, status = 403): Response {
	return new Response(`${why}\n`, { status });
}

function addHeaders(c: Context): void {
	const headers = c.res.headers;
	if (!headers.has("content-security-policy"))
		headers.set("content-security-policy", PAGE_POLICY);
	headers.set("cache-control", "no-store");
	headers.set("cross-origin-opener-policy", "same-origin");
	headers.set("cross-origin-resource-policy", "same-origin");
	// With "no-referrer" a browser would send a form of our own with "Origin: null" (Fetch, 3.1).
	headers.set("referrer-policy", "same-origin");
	headers.set("x-content-type-options", "nosniff");
}

/**
 * Whether a page of another origin makes the request, such as for a picture or a
 * frame: such a request has no Origin, and costs work (Fetch Metadata). A link may lead here.
 */
function isWithinForeignPage(c: Context): boolean {
	const site = c.req.header("sec-fetch-site") ?? "none";
	if (site === "none" || site === "same-origin") return false;
	return (
		c.req.header("sec-fetch-mode") !== "navigate" ||
		c.req.header("sec-fetch-dest") !== "document"
	);
}

function isRead({ req }: Context): boolean {
	return req.method === "GET" || req.method === "HEAD";
}

/** Whether a Host header names this site. Some proxies write the port that its scheme has anyway. */
function isHostOf(host: string, { protocol, host: own }: URL): boolean {
	const name = host.toLowerCase();
	return name === own || name === `${own}:${protocol === "https:" ? 443 : 80}`;
}

/** `host` without its port, in lower case; empty when it is not valid. */
function hostname(host: string): string {
	return (
		/^(\[[0-9a-f:]+\]|[^:[\]]+)(?::\d{1,5})?$/i
			.exec(host)?.[1]
			?.toLowerCase() ?? ""
	);
}
