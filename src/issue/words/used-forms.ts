import type { Ways } from "./language/language.ts";
import { capitalized, stableHash } from "./phrases.ts";
import type { Phrase } from "./sentence.ts";

/** A phrase, and the forms that it is made of. */
export interface Candidate {
	forms: readonly string[];
	phrase: Phrase;
}

/**
 * Which forms the texts of an issue used so far, from its first text to its last.
 * The same texts in the same order always give the same choices.
 */
export interface UsedForms {
	/**
	 * The candidate whose form was used least, then the one whose parts were, then
	 * by the key. A candidate that begins with a name in small letters is taken
	 * only when there is no other.
	 *
	 * @param key chooses between those that are as good, such as a slug
	 */
	choose(key: string, candidates: readonly Candidate[]): Phrase;
	/** The same; null when each form was used already. */
	chooseNew(key: string, candidates: readonly Candidate[]): Phrase | null;
}

export function usedForms(): UsedForms {
	const counts = new Map<string, number>();
	const usesOf = (form: string) => counts.get(form) ?? 0;
	const wholeOf = ({ forms }: Candidate) => forms.join(" ");
	/** A use of the whole form counts more than any number of uses of its parts. */
	const costOf = (candidate: Candidate) =>
		candidate.forms.reduce(
			(sum, form) => sum + usesOf(`part ${form}`),
			usesOf(wholeOf(candidate)) * 1e6,
		);
	const best = (key: string, candidates: readonly Candidate[]) => {
		const fitting = candidates.filter(beginsWell);
		const all = fitting.length > 0 ? fitting : candidates;
		const costs = all.map(costOf);
		const least = Math.min(...costs);
		const equal = all.filter((_, index) => costs[index] === least);
		return equal
			.map((one) => ({ one, order: orderOf(key, wholeOf(one)) }))
			.reduce<{ one?: Candidate; order: number }>(
				(first, next) => (next.order < first.order ? next : first),
				{ order: Number.POSITIVE_INFINITY },
			).one;
	};
	const use = (candidate: Candidate): Phrase => {
		const whole = wholeOf(candidate);
		counts.set(whole, usesOf(whole) + 1);
		for (const form of candidate.forms)
			counts.set(`part ${form}`, usesOf(`part ${form}`) + 1);
		return candidate.phrase;
	};
	return {
		choose(key, candidates) {
			const chosen = best(key, candidates);
			if (!chosen) throw new Error("There is no way to say it.");
			return use(chosen);
		},
		chooseNew(key, candidates) {
			const chosen = best(key, candidates);
			return chosen && usesOf(wholeOf(chosen)) === 0 ? use(chosen) : null;
		},
	};
}

/** Two candidates that are as good come in another order for another key. */
function orderOf(key: string, form: string): number {
	return stableHash(`${form} ${key}`);
}

/** Each way to say something. @param group names it: "clause.all" */
export function waysOf<Facts>(
	group: string,
	ways: Ways<Facts>,
	facts: Facts,
): Candidate[] {
	return ways.map((way, index) => ({
		forms: [`${group}.${index}`],
		phrase: way(facts),
	}));
}

function beginsWell({ phrase: { text, beginsWithName } }: Candidate): boolean {
	return !beginsWithName || capitalized(text) === text;
}
