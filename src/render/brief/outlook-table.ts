import type { Theme } from "../../../templates/theme.ts";

/** Without it Outlook for Windows scales tables and pictures by the screen's pixels per inch, but not the text. */
export const OFFICE_SETTINGS =
	"<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->";

/**
 * Outlook for Windows knows neither max-width nor the padding of a table, so the
 * sheet is inside a table that only Outlook sees, written as comments. React
 * can't write comments: templates/parts/outlook-table.tsx writes control
 * characters, which content never holds (single-line.ts), and here they become
 * the comments.
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
		.replaceAll("\u0005", "<!--[if mso]></td></tr></table><![endif]-->")
		.replaceAll("\u0006", OFFICE_SETTINGS);
}
