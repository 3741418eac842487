import type { Cause } from "./cause.ts";

/** One line of the table: what a server says, and what it means. */
export interface Rule {
	cause: Cause;
	/** Any of these; `compilePhrases` has the notation. */
	phrases: readonly string[];
	/** Counts only with one of these enhanced status codes, such as "5.4.1". */
	statuses?: readonly string[];
	/** A sentence that the rule was made for. A test holds that this rule decides it. */
	example: string;
}

/** Names of what does not exist, is full or is disabled. */
const WHO =
	"(?:users?|usernames?|user ?ids?|recipients?|mail-?boxe?s?|mail box|accounts?|addresse?s?|addressees?|customers?|alias(?:es)?|inbox|e-?mail|persons?|people|subscriber|member|local[- ]?part|login|destination|mail ?drop)";

const LONGEST_GAP = 40;

/**
 * Phrases as one pattern. A phrase is plain words in lower case as
 * `normalise` leaves them: `@` is an address, `~` a host or URL. It begins at the
 * beginning of a word and may end within one. `(a|b)` is a choice, `?` after it
 * makes it optional, `..` is at most forty characters, `…` at most ten, `[ -]` one of these, `#` a number, `_` the end
 * of a word, `WHO` a user, mailbox, recipient and the like. No repetition has an open end, so that matching is linear.
 */
export function compilePhrases(phrases: readonly string[]): RegExp {
	const latin = phrases.filter((one) => /^\(*[a-zW#\d]/.test(one));
	const others = phrases.filter((one) => !latin.includes(one));
	return new RegExp(
		[
			...(latin.length > 0 ? [`\\b(?:${latin.map(source).join("|")})`] : []),
			...others.map(source),
		].join("|"),
	);
}

function source(phrase: string): string {
	return phrase
		.replace(/[{}+*^$\\]/g, "\\$&")
		.replace(/\.(?!\.)(?<!\.\.)/g, "\\.")
		.replace(/\((?!\?)/g, "(?:")
		.replaceAll("..", `.{0,${LONGEST_GAP}}?`)
		.replaceAll("…", ".{0,10}?")
		.replaceAll("#", "\\d{1,4}")
		.replaceAll("_", "\\b")
		.replaceAll("WHO", WHO);
}
