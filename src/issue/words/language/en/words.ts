import type { Reviewer } from "../../../../db/catalog-tables.ts";
import { joinPhrases, type Phrase, phrase } from "../../sentence.ts";

/** Titles of the reviewers, without an article. */
export const REVIEWERS: Readonly<Record<Reviewer, string>> = {
	builder: "Builder",
	skeptic: "Skeptic",
	founder: "Founder",
	futurist: "Futurist",
};

/** "the Skeptic" */
export const the = (who: Reviewer) => `the ${REVIEWERS[who]}`;

/** "the Skeptic and the Founder" */
export const theseReviewers = (all: readonly Reviewer[]) =>
	joinPhrases(
		all.map((who) => phrase`${the(who)}`),
		"and",
	);

/** "A, B and C" */
export const list = (names: readonly Phrase[]) => joinPhrases(names, "and");

const NUMBERS = "no one two three four five six seven eight nine ten".split(
	" ",
);

/** 0 to 10 in words ("no" for 0), other numbers in digits. */
export const count = (n: number) => NUMBERS[n] ?? String(n);

/** At most two names. */
export const few = (names: readonly Phrase[]) =>
	names.length <= 2
		? list(names)
		: phrase`${names[0] ?? ""} and ${count(names.length - 1)} others`;
