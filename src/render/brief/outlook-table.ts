import type { Theme } from "../../../templates/theme.ts";

/**
 * Outlook for Windows knows neither max-width nor a table's padding: a table
 * that it alone sees holds the sheet. React writes no comments, so
 * templates/parts/outlook-table.tsx leaves control characters, which no content holds
 * (see single-line.ts), and here they become those comments.
 */
export function withOutlookTable(
	markup: string,
	{ light, width, margin }: Theme,
): string {
	return markup
		.replaceAll(
			"\u0004",
			`<!--[if mso]><table role="presentation" align="center" width="${width}" cellpadding="0" cellspacing="0" border="0" bgcolor="${light.sheet}"><tr><td style="padding:24px ${margin}"><![endif]-->`,
		)
		.replaceAll("\u0005", "<!--[if mso]></td></tr></table><![endif]-->");
}
