import { compilePhrases, type Rule } from "./rule.ts";
import { CONTENT } from "./rules/content.ts";
import { DISABLED } from "./rules/disabled.ts";
import { FULL } from "./rules/full.ts";
import { GENERIC } from "./rules/generic.ts";
import { GONE } from "./rules/gone.ts";
import { GONE_DOMAIN } from "./rules/gone-domain.ts";
import { GONE_WORDS } from "./rules/gone-words.ts";
import { POLICY_THEM } from "./rules/policy-them.ts";
import { POLICY_US } from "./rules/policy-us.ts";
import { SPECIAL } from "./rules/special.ts";
import { TRANSIENT } from "./rules/transient.ts";

/**
 * The whole table. The first rule that matches decides. What is about the
 * sender comes before what is about the mailbox, because "sender address
 * unknown" holds the words of both; what says little comes last.
 */
export const SPECIFIC: readonly Rule[] = [
	...SPECIAL,
	...POLICY_THEM,
	...POLICY_US,
	...FULL,
	...DISABLED,
	...CONTENT,
	...GONE,
	...GONE_WORDS,
	...TRANSIENT,
	...GONE_DOMAIN,
];

export { GENERIC };

const PATTERNS = new Map<Rule, RegExp>();

/**
 * The first rule of `rules` that the words match; null: none.
 *
 * @param words as `normalise` leaves them
 * @param status the enhanced status code of the reply, "5.4.1"; null: none
 */
export function firstRule(
	rules: readonly Rule[],
	words: string,
	status: string | null,
): Rule | null {
	for (const rule of rules) {
		if (rule.statuses && !rule.statuses.includes(status ?? "")) continue;
		if (patternOf(rule).test(words)) return rule;
	}
	return null;
}

/** Compiled at the first use: most processes read no report. */
function patternOf(rule: Rule): RegExp {
	const known = PATTERNS.get(rule);
	if (known) return known;
	const pattern = compilePhrases(rule.phrases);
	PATTERNS.set(rule, pattern);
	return pattern;
}
