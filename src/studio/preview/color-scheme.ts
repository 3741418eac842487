/**
 * How a mail app may colour a message: "light" and "dark" by the message's own
 * rules, "forced" with inverted colours, as some apps do without asking, and
 * "plain" without its style sheet, as some apps drop it.
 */
export const COLOR_SCHEMES = ["light", "dark", "forced", "plain"] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

/** The value of the URL parameter `look`; anything unknown is light. */
export function readColorScheme(text: string | undefined): ColorScheme {
	return COLOR_SCHEMES.find((scheme) => scheme === text) ?? "light";
}

/** The HTML changed so that it has this scheme with any setting of this browser. */
export function applyColorScheme(html: string, scheme: ColorScheme): string {
	if (scheme === "plain") return withoutStyle(withScheme(html, "light"));
	if (scheme === "forced") return invert(withScheme(html, "light"));
	return withScheme(html, scheme);
}

/**
 * The page around a sandboxed frame can't set its colour scheme. So the media
 * queries that ask for the scheme are answered in the HTML, and the schemes
 * that it declares are reduced to this one.
 */
function withScheme(html: string, scheme: "light" | "dark"): string {
	return html
		.replace(
			/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi,
			(_, asked: string) =>
				asked.toLowerCase() === scheme ? "(min-width:0)" : "(max-width:0)",
		)
		.replace(
			/(\bcolor-scheme\s*:\s*)(?:light\s+dark|dark\s+light)\b/gi,
			`$1${scheme}`,
		)
		.replace(
			/<meta\b[^>]*\bname\s*=\s*["']?color-scheme["']?[^>]*>/gi,
			`<meta name="color-scheme" content="${scheme}">`,
		);
}

/** Light becomes dark and hues stay: close to what most of these apps do. */
const INVERTED =
	"<style>html{background:#fff;filter:invert(.9) hue-rotate(180deg)}</style>";

function invert(html: string): string {
	return /<\/head>/i.test(html)
		? html.replace(/<\/head>/i, (end) => INVERTED + end)
		: INVERTED + html;
}

function withoutStyle(html: string): string {
	return html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
}
