import type { BrowserContext, Page } from "playwright-core";

/** What a request of a message is answered with. */
export interface Answer {
	contentType: string;
	body: string;
}

/** Where the message is shown. No such host exists (RFC 6761, 6.4). */
const ADDRESS = "http://message.invalid/";
/**
 * A message runs no script and opens no connection, whatever its template has.
 * Our own scripts come from outside of the page. With JavaScript off in the whole
 * page, theirs would not end.
 */
const POLICY =
	"script-src 'none'; connect-src 'none'; frame-src 'none'; object-src 'none'; form-action 'none'";

/**
 * Shows a message in a new page. What it requests is never fetched.
 *
 * @param answer called with each address that the message requests; null: the request fails
 */
export async function showMessage(
	context: BrowserContext,
	html: string,
	answer: (url: string) => Answer | null,
): Promise<Page> {
	await context.route(/^(?!data:|about:)/, (route) => {
		const url = route.request().url();
		if (url === ADDRESS)
			return route.fulfill({
				contentType: "text/html; charset=utf-8",
				headers: { "content-security-policy": POLICY },
				body: html,
			});
		const fulfilled = answer(url);
		return fulfilled ? route.fulfill(fulfilled) : route.abort();
	});
	await context.routeWebSocket(/./, (socket) => {
		answer(socket.url());
		return socket.close();
	});
	const page = await context.newPage();
	await page.goto(ADDRESS, { waitUntil: "load", timeout: 10_000 });
	return page;
}
