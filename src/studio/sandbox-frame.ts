import { inLook, type Look } from "./preview/color-scheme.ts";

/**
 * Mail is shown where it can do nothing: no script, no form, an origin of its
 * own. A click on a link opens a tab, as it does in a mail app; that is all
 * that the sandbox lets through.
 */
export const SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

const FRAME_POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	"img-src https: data:",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'",
	`sandbox ${SANDBOX}`,
].join("; ");

/** The HTML of a mail as a page of its own, held to the same limits when it is opened outside a frame. */
export function frameResponse(html: string, look: Look): Response {
	return new Response(openingTabs(inLook(html, look)), {
		headers: {
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": FRAME_POLICY,
		},
	});
}

const BASE = '<base target="_blank">';

function openingTabs(html: string): string {
	const head = /<head\b[^>]*>/i.exec(html);
	if (!head) return BASE + html;
	const end = head.index + head[0].length;
	return html.slice(0, end) + BASE + html.slice(end);
}
