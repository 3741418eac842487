/*
 * A token for the part before the @ of an address. Some mail programs and servers
 * write that part in lower case (RFC 5321 2.4 forbids it, and they do it all the
 * same), which base64url does not survive.
 */

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const BASE64URL =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** An id of one byte and its MAC. */
const MIN_BODY = 17;

/**
 * Writes a token in lower-case base32 (RFC 4648 6, without padding): one byte for
 * its first character, then the bytes that the rest encodes.
 *
 * @param token a character and base64url, as `Tokens.sign` gives it
 * @returns null for another text
 */
export function caselessToken(token: string): string | null {
	const name = BASE64URL.indexOf(token.charAt(0));
	const body = Buffer.from(token.slice(1), "base64url");
	if (
		name === -1 ||
		body.length < MIN_BODY ||
		body.toString("base64url") !== token.slice(1)
	)
		return null;
	let text = "";
	let bits = name;
	let held = 8;
	for (let at = 0; ; at++) {
		for (; held >= 5; held -= 5) text += BASE32[(bits >> (held - 5)) & 31];
		const byte = body[at];
		if (byte === undefined) break;
		bits = ((bits & 31) << 8) | byte;
		held += 8;
	}
	return held > 0 ? text + BASE32[(bits << (5 - held)) & 31] : text;
}

/** The reverse of `caselessToken`, for upper and lower case; null for a text that it never writes. */
export function tokenOfCaseless(text: string): string | null {
	const lower = text.toLowerCase();
	const bytes: number[] = [];
	let bits = 0;
	let held = 0;
	for (const character of lower) {
		const value = BASE32.indexOf(character);
		if (value === -1) return null;
		bits = ((bits & 255) << 5) | value;
		held += 5;
		if (held < 8) continue;
		held -= 8;
		bytes.push((bits >> held) & 255);
	}
	const [name = 64, ...body] = bytes;
	const token = `${BASE64URL[name] ?? ""}${Buffer.from(body).toString("base64url")}`;
	return caselessToken(token) === lower ? token : null;
}
