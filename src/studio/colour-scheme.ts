export type ColourScheme = "light" | "dark";

/**
 * The same page as an app set to `scheme` shows it, whatever this browser is
 * set to: a mail in a sandbox can't be told from outside, so the media queries
 * that ask for a scheme are answered in the markup, and the schemes that the
 * page declares are narrowed to the one.
 */
export function inScheme(html: string, scheme: ColourScheme): string {
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
