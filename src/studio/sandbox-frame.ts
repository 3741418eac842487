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

const FRAME_POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	"img-src https: data:",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'",
	`sandbox ${SANDBOX}`,
].join("; ");

/** The HTML of a mail as a page, with the same limits when it is opened outside a frame. */
export function sandboxFrame(html: string, scheme: ColorScheme): Response {
	return new Response(openLinksInTabs(applyColorScheme(html, scheme)), {
		headers: {
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": FRAME_POLICY,
		},
	});
}
