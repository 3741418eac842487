/** A sign in ASCII that is no letter, digit, `-` or `_`, as quoted-printable writes it. */
const SIGN = "=(?:0[9AD]|2[0-9A-CEF]|3[A-F]|40|5[B-E]|60|7[B-E])";
/** Only where nothing of a word follows: within one, `=20` may be a line break that was lost, and 20. */
const SIGNS_AT_END = new RegExp(`(?:${SIGN})+(?=[^\\p{L}\\p{N}_-]*$)`, "giu");
const OTHER_LETTERS = /(?:=[89A-F][\dA-F])+/gi;

/**
 * Reads what quoted-printable (RFC 2045 6.7) left in a word or path, in which a mail
 * program did not decode it: `=20` and `=3D` at the end, `=C3=A9` anywhere. What is
 * no UTF-8, and letters of ASCII, stay: quoted-printable does not write them.
 */
export function readQuotedLeftovers(text: string): string {
	if (!text.includes("=")) return text;
	return text.replace(SIGNS_AT_END, decoded).replace(OTHER_LETTERS, (codes) => {
		const letters = decoded(codes);
		return letters.includes("\uFFFD") ? codes : letters;
	});
}

function decoded(codes: string): string {
	return Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8");
}
