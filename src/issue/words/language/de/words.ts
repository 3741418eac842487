import type { Reviewer } from "../../../../db/catalog-tables.ts";
import { joinPhrases, type Phrase, phrase } from "../../sentence.ts";

/** Titles of the reviewers, without an article. */
export const REVIEWERS: Readonly<Record<Reviewer, string>> = {
	builder: "Entwickler",
	skeptic: "Skeptiker",
	founder: "Gründer",
	futurist: "Futurist",
};

/** "der Futurist" */
export const der = (who: Reviewer) => `der ${REVIEWERS[who]}`;
/** "den Futuristen" */
export const den = (who: Reviewer) =>
	`den ${REVIEWERS[who]}${who === "futurist" ? "en" : ""}`;
/** "dem Futuristen" */
export const dem = (who: Reviewer) =>
	`dem ${REVIEWERS[who]}${who === "futurist" ? "en" : ""}`;
/** "des Futuristen" */
export const des = (who: Reviewer) =>
	`des ${REVIEWERS[who]}${who === "futurist" ? "en" : "s"}`;

/** "der Skeptiker und der Gründer" */
export const theseReviewers = (all: readonly Reviewer[]) =>
	joinPhrases(
		all.map((who) => phrase`${der(who)}`),
		"und",
	);

/** "A, B und C" */
export const list = (names: readonly Phrase[]) => joinPhrases(names, "und");

const NUMBERS =
	"null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(
		" ",
	);

/** 0 to 12 in words, other numbers in digits. */
export const count = (n: number) => NUMBERS[n] ?? String(n);

/** As the number of tools: "keines", "eines", "zwei". */
export const countOfTools = (n: number) =>
	n === 0 ? "keines" : n === 1 ? "eines" : count(n);

const rules = new Intl.PluralRules("de");

/** The one of two forms that goes with a number. */
export const plural = (n: number, one: string, other: string) =>
	rules.select(n) === "one" ? one : other;

/** At most two names. */
export const few = (names: readonly Phrase[]) =>
	names.length <= 2
		? list(names)
		: phrase`${names[0] ?? ""} und ${count(names.length - 1)} anderen`;
