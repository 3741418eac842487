import type { SubscriberState, SuppressionReason } from "../../db/schema.ts";

/** What is known when a sign-up is taken in. */
export interface SignUpFacts {
	kind: "subscribe" | "door";
	/** Null: nobody with this address is known. */
	state: SubscriberState | null;
	suppressed: SuppressionReason | null;
	/** How many letters of the kind this would be they were sent. */
	lettersToday: number;
	lettersThisMonth: number;
	/** Their network has asked for more than it may. */
	networkFull: boolean;
}

/** confirmation: asks whether it was them; door: a link to their preferences. Null: nothing is mailed. */
export type SignUpDecision =
	| { letter: "confirmation" | "door"; why: null }
	| { letter: null; why: string };

/** In a day and in thirty: nobody's mailbox is filled by somebody else. */
const PER_DAY = 1;
const PER_MONTH = 3;

/**
 * What a sign-up comes to, by mail alone: the page says the same to everybody.
 * Who is a subscriber already and signs up gets the link to their
 * preferences. Who had everything erased may come back by themselves.
 */
export function decideSignUp(facts: SignUpFacts): SignUpDecision {
	const { kind, state, suppressed } = facts;
	if (suppressed !== null && suppressed !== "erased")
		return { letter: null, why: `suppressed: ${suppressed}` };
	if (facts.networkFull)
		return { letter: null, why: "too many from this network" };
	if (kind === "door" && state !== "active")
		return { letter: null, why: "not a subscriber" };
	if (facts.lettersToday >= PER_DAY)
		return { letter: null, why: "had such a letter in the last day" };
	if (facts.lettersThisMonth >= PER_MONTH)
		return { letter: null, why: "had three such letters in thirty days" };
	return { letter: state === "active" ? "door" : "confirmation", why: null };
}
