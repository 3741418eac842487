import {
	applyColorScheme,
	type ColorScheme,
	openLinksInTabs,
} from "./preview/color-scheme.ts";

/**
 * Mail is shown in an origin of its own, without scripts and forms. The sandbox
 * allows only that a link opens a tab, as in a mail app.
 */
export const SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

/** A picture from elsewhere tells its server who opens the message, and when. */
export type Pictures = "remote" | "none";

const framePolicy = (pictures: Pictures) => [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	`img-src ${pictures === "remote" ? "https: data:" : "data:"}`,
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'",
	`sandbox ${SANDBOX}`,
];

/** The HTML of a mail as a page, with the same limits when it is opened outside a frame. */
export function sandboxFrame(
	html: string,
	scheme: ColorScheme,
	pictures: Pictures,
): Response {
	return new Response(openLinksInTabs(applyColorScheme(html, scheme)), {
		headers: {
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": framePolicy(pictures).join("; "),
		},
	});
}
