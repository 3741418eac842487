/**
 * The ways a mail app may show a message: by its own light or dark rules, with
 * colours turned round by force, as apps do that don't ask, and without its
 * style sheet, as those show it that drop one.
 */
export const LOOKS = ["light", "dark", "forced", "plain"] as const;
export type Look = (typeof LOOKS)[number];

/** What a URL says; light where it makes no sense. */
export function readLook(text: string | undefined): Look {
	return LOOKS.find((look) => look === text) ?? "light";
}

/** The same page as an app shows it that looks at it this way, whatever this browser is set to. */
export function inLook(html: string, look: Look): string {
	if (look === "plain") return withoutStyle(inScheme(html, "light"));
	if (look === "forced") return turnedRound(inScheme(html, "light"));
	return inScheme(html, look);
}

/**
 * A mail in a sandbox can't be told from outside which scheme to take, so the
 * media queries that ask for one are answered in the markup, and the schemes
 * that the page declares are narrowed to the one.
 */
function inScheme(html: string, scheme: "light" | "dark"): string {
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

/** Light to dark with the hues kept: near to what most such apps do. */
const TURN =
	"<style>html{background:#fff;filter:invert(.9) hue-rotate(180deg)}</style>";

function turnedRound(html: string): string {
	return /<\/head>/i.test(html)
		? html.replace(/<\/head>/i, (end) => TURN + end)
		: TURN + html;
}

function withoutStyle(html: string): string {
	return html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
}
