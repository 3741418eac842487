/** "But", "That is why", "It", at the beginning of a sentence; ", though" at its end. */
const TURNS_ON_IT =
	/^["'“‘(]*(?:but|because|aber|doch|mais|pero|et|und|and|or|nor|so|yet|then|that(?! said)|those|these|which|neither|both|instead|otherwise|either|such|likewise|same|yes|no(?=[,.;:])|none of|(?:the )?(?:second|latter|former)\b|(?:each|two|both|half|one|most|some|all) of (?:them|these|those)|the other|everything else|this (?:is(?! how)|was|alone|one|means|matters|also)|here(?=,? (?:it|the|there)\b)|even so|in that|for that|at that|not (?:so|here|this))\b|\b(?:too|either|as well|also|though|then)[.!]?["'”’)]*$/i;

/** Words that often mean the tool, whose name stands beside the quote. */
const MAY_MEAN_IT =
	/^["'“‘(]*(?:it|its|this|they|their|he|she|his|her|still|however|that said|also)\b/i;

const ASKS = /[?？؟]["'”’)\]]*\s*$/;

/**
 * How much a sentence lacks without the one before it.
 *
 * @returns 0: nothing; more: what it should lose where that one has no room
 */
export function needsBefore(sentence: string, before = ""): number {
	const text = sentence.trim();
	// An answer says little without its question.
	if (ASKS.test(before) && !ASKS.test(text)) return 0.8;
	if (TURNS_ON_IT.test(text)) return 0.8;
	return MAY_MEAN_IT.test(text) ? 0.1 : 0;
}
