/**
 * What follows the preheader, so that the inbox shows nothing of the masthead
 * after it. Mail programs drop plain spaces at the end of a preview. They keep
 * these: U+00A0, which does not break, each after U+034F (combining grapheme
 * joiner) and U+200C (zero width non-joiner), which show nothing. 146 columns,
 * 1022 bytes: with four characters of a preheader it is more than an inbox shows.
 */
export const PREHEADER_PADDING = "\u034F\u200C\u00A0".repeat(146);
