/** Groups of three digits, with one separator throughout: 1,234,567 or 1 234 or 1’234. */
const THREES = /^\d{1,3}(?:([,. '’٬])\d{3})(?:\1\d{3})*$/;
/** Indian groups: 1,23,456. */
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

/** A count as a pattern, for the middle of a longer one. It must be followed by no digit and no separator with digits. */
export const COUNT = "\\d[\\d,. '’٬]*";

/**
 * A whole number with or without separators of thousands, after NFKC (which makes
 * every kind of space an ordinary one). Null when the groups are not those of a
 * whole number.
 */
export function parseCount(text: string): number | null {
	const plain = text.trim();
	if (!/^\d+$/.test(plain) && !THREES.test(plain) && !INDIAN.test(plain))
		return null;
	const count = Number(plain.replace(/\D/g, ""));
	return Number.isSafeInteger(count) ? count : null;
}
