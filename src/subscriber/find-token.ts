import type { Purpose, Tokens } from "./token.ts";

/** A token of an id has 1, 2, … 6 bytes of payload, one with an epoch has 8; all have 16 of MAC (`createTokens`). */
export const TOKEN_LENGTHS = [1, 2, 3, 4, 5, 6, 8].map(
	(bytes) => 1 + Math.ceil(((bytes + 16) * 4) / 3),
);
/** More verifications than a mangled link needs, and few enough that nobody keeps the server busy with them. */
export const MAX_CANDIDATES = 48;

/** What quoted-printable writes for a sign that a mail program put around or into a link. */
const ENCODED_SIGN = /=(?:0D|0A|09|20|3D|A0|C2|E2|3C|3E|22|27)/gi;
const NO_TOKEN_SIGN = /[^\w-]/g;

/**
 * Looks for a token that was signed for this purpose in a text that mail
 * programs and people have mangled: signs or words before, behind and within it.
 * Only the MAC says that it is one, so that no wrong text becomes a token.
 *
 * @returns the token, and what stands behind it; null when none of the first candidates is valid
 */
export function findToken(
	tokens: Pick<Tokens, "verify" | "keyNames">,
	purpose: Purpose,
	text: string,
): { token: string; after: string } | null {
	const tried = new Set<string>();
	for (const variant of variantsOf(text))
		for (const { token, after } of candidatesIn(variant, tokens.keyNames)) {
			if (tried.has(token)) continue;
			if (tried.size >= MAX_CANDIDATES) return null;
			tried.add(token);
			if (tokens.verify(purpose, token) !== null) return { token, after };
		}
	return null;
}

/** The text with less and less in it that can be no part of a token. */
function variantsOf(text: string): Set<string> {
	const decoded = text.replace(ENCODED_SIGN, "");
	return new Set([
		text,
		decoded,
		// What comes after the token still has its signs, for the caller to read.
		...[text, decoded].map((one) => one.replace(/[=\s]/g, "")),
		...[text, decoded].map((one) => one.replace(NO_TOKEN_SIGN, "")),
	]);
}

/** Every piece of the text that has the length and the first sign of a token, the longest first at each place. */
function* candidatesIn(text: string, keyNames: string) {
	for (const { 0: run, index } of text.matchAll(/[\w-]+/g))
		for (let start = 0; start < run.length; start++) {
			if (!keyNames.includes(run.charAt(start))) continue;
			for (const length of TOKEN_LENGTHS.toReversed())
				if (start + length <= run.length)
					yield {
						token: run.slice(start, start + length),
						after: text.slice(index + start + length),
					};
		}
}
