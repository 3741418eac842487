import type { Consequence } from "../../feedback/consequence.ts";

/** What followed, as the end of a sentence. */
export const DONE: Record<Consequence, string> = {
	suppress: "the address is suppressed",
	leave: "they are unsubscribed, and the address is suppressed",
	count: "it counts; more of it in a row suppresses the address",
	tell: "it is about us; nobody is suppressed, and the editor is told",
	none: "it counts as nothing",
};
