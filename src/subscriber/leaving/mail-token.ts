import { tokenOfCaseless } from "../../text/caseless-token.ts";
import type { Tokens } from "../token.ts";

/**
 * The subscriber that the first valid token of a mail names; null: none is valid.
 * Mail of today has tokens that survive lower case. Those of earlier mail, which
 * are the token of the unsubscribe link, still work as they were sent.
 *
 * @param candidates words that may be tokens
 */
export function subscriberOfMail(
	tokens: Pick<Tokens, "verify">,
	candidates: readonly string[],
): number | null {
	for (const text of candidates)
		for (const token of [text, tokenOfCaseless(text)]) {
			const id = token === null ? null : tokens.verify("unsubscribe", token);
			if (id !== null) return id;
		}
	return null;
}
