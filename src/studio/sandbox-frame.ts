import {
	applyColorScheme,
	type ColorScheme,
	openLinksInTabs,
} from "./preview/color-scheme.ts";

/**
 * Mail is shown in an origin of its own, without scripts and forms. In the mailbox
 * the sandbox allows that a link opens a tab, as in a mail app. In the preview it
 * allows nothing: a click on a reader's own link would vote, or end their subscription.
 */
export const SANDBOX = {
	open: "allow-popups allow-popups-to-escape-sandbox",
	inert: "",
} as const;
export type FrameLinks = keyof typeof SANDBOX;

/** A picture from elsewhere tells its server who opens the message, and when. */
export type Pictures = "remote" | "none";

const framePolicy = (pictures: Pictures, links: FrameLinks) => [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	`img-src ${pictures === "remote" ? "https: data:" : "data:"}`,
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'",
	`sandbox ${SANDBOX[links]}`.trim(),
];

/**
 * The HTML of a mail as a page, with the same limits when it is opened outside a frame.
 *
 * @param style rules that are the studio's own, which no colour scheme takes away
 */
export function sandboxFrame(
	html: string,
	scheme: ColorScheme,
	pictures: Pictures,
	links: FrameLinks = "open",
	style = "",
): Response {
	const page = openLinksInTabs(applyColorScheme(html, scheme));
	return new Response(style === "" ? page : `${page}<style>${style}</style>`, {
		headers: {
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": framePolicy(pictures, links).join("; "),
		},
	});
}
