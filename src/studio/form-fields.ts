import { Failure } from "../errors.ts";
import { visible } from "../text/visible-text.ts";

/*
 * What a form says. A value that the page does not offer is refused by the name of its
 * field, never ignored: whoever sent it meant something.
 */

/**
 * A field that is one of so many values; undefined: it is absent or empty.
 *
 * @throws Failure `bad-choice`
 */
export function choiceOf<T extends string>(
	form: URLSearchParams,
	field: string,
	known: readonly T[],
): T | undefined {
	const typed = form.get(field) ?? "";
	const found = known.find((one) => one === typed);
	if (typed !== "" && found === undefined)
		throw unreadable(field, typed, known);
	return found;
}

/**
 * Whether a box was ticked, or a button said yes.
 *
 * @throws Failure `bad-choice`
 */
export function isTicked(form: URLSearchParams, field: string): boolean {
	return choiceOf(form, field, ["yes", "no"]) === "yes";
}

/** The refusal of a value that can't be read, or of one that is missing where there must be one. */
export function unreadable(
	field: string,
	typed: string,
	known: readonly string[],
): Failure {
	if (typed === "")
		return new Failure(
			"bad-choice",
			`Nothing was changed: the field “${field}” is missing. Open the page again, and choose there.`,
		);
	const shown = typed.length > 80 ? `${typed.slice(0, 80)}…` : typed;
	return new Failure(
		"bad-choice",
		`Nothing was changed: the field “${field}” is ${known.join(", ")} or empty, not “${visible(shown)}”. Open the page again, and choose there.`,
	);
}
