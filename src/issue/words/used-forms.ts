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
	const rank = (candidate: Candidate) => [
		usesOf(wholeOf(candidate)),
		candidate.forms.reduce((sum, form) => sum + usesOf(`part ${form}`), 0),
	];
	const best = (key: string, candidates: readonly Candidate[]) => {
		const fitting = candidates.filter(beginsWell);
		const ranked = (fitting.length > 0 ? fitting : candidates).map((one) => ({
			one,
			rank: [...rank(one), stableHash(`${wholeOf(one)} ${key}`)],
		}));
		ranked.sort((a, b) => compare(a.rank, b.rank));
		return ranked[0]?.one;
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

function compare(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((value, index) => value !== b[index]);
	return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
