/**
 * What follows the preheader, so that the inbox shows nothing of the masthead
 * after it. Mail programs drop plain spaces at the end of a preview; between
 * U+200C (zero width non-joiner) they keep these, which do not break (U+00A0).
 * 150 columns, 750 bytes.
 */
export const PREHEADER_PADDING = "\u200C\u00A0".repeat(150);
