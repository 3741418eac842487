import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import { MAX_PER_DAY, MAX_PER_MONTH } from "./letter-limit.ts";

/** What is known when a sign-up is processed. */
export interface SignUpFacts {
	kind: "subscribe" | "preferences-link";
	/** Null: the address is not a subscriber. */
	state: SubscriberState | null;
	suppressed: SuppressionReason | null;
	/** Letters of the kind that would answer it, to this address in the last day. */
	lettersToday: number;
	/** The same, in the last thirty days. */
	lettersThisMonth: number;
	/** The network of the sign-up is at its limit for this hour. */
	networkFull: boolean;
}

/** confirmation: asks whether the sign-up is theirs; preferences-link: the link to their preferences; null: nothing is mailed, and why. */
export type SignUpDecision =
	| { letter: "confirmation" | "preferences-link"; why: null }
	| { letter: null; why: string };

/**
 * Pure: which letter answers a sign-up. Only the mail shows it, because the page
 * says the same for every address. An active subscriber who signs up gets the
 * link to the preferences. An erased one may sign up again.
 */
export function decideSignUp(facts: SignUpFacts): SignUpDecision {
	const { kind, state, suppressed } = facts;
	if (suppressed !== null && suppressed !== "erased")
		return { letter: null, why: `suppressed: ${suppressed}` };
	if (facts.networkFull)
		return { letter: null, why: "too many from this network" };
	if (kind === "preferences-link" && state !== "active")
		return { letter: null, why: "not a subscriber" };
	if (facts.lettersToday >= MAX_PER_DAY)
		return { letter: null, why: "had such a letter in the last day" };
	if (facts.lettersThisMonth >= MAX_PER_MONTH)
		return { letter: null, why: "had three such letters in thirty days" };
	return {
		letter: state === "active" ? "preferences-link" : "confirmation",
		why: null,
	};
}
