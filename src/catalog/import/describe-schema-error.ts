import type { z } from "zod";

type Bound = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

/**
 * What is wrong with a value, as the end of a sentence that begins with its
 * place: "must be at most 100, but is 101".
 *
 * @param written the value as the file writes it, where that is known: a number
 * such as 1e999 has no other name
 */
export function describeSchemaError(
	issue: z.core.$ZodIssue,
	written: string | null = null,
): string {
	const shown = (value: unknown) =>
		typeof value === "number" && written !== null
			? shortened(written)
			: described(value);
	const bound = (of: Bound, limit: string) => describeBound(of, limit, shown);
	switch (issue.code) {
		case "invalid_type":
			if (issue.input === undefined) return "is missing";
			if (issue.input === Number.POSITIVE_INFINITY)
				return `is too large: ${shown(issue.input)}`;
			if (issue.input === Number.NEGATIVE_INFINITY)
				return `is too far below zero: ${shown(issue.input)}`;
			return `must be ${KINDS[issue.expected] ?? issue.expected}, but is ${shown(issue.input)}`;
		case "unrecognized_keys":
			return `has an unknown key: ${issue.keys.map(described).join(", ")}`;
		case "invalid_value":
			return `must be ${issue.values.map(described).join(" or ")}, but is ${shown(issue.input)}`;
		case "too_big":
			return `must ${bound(issue, `${issue.exact ? "exactly" : "at most"} ${issue.maximum}`)}`;
		case "too_small":
			return `must ${bound(issue, `${issue.exact ? "exactly" : "at least"} ${issue.minimum}`)}`;
		default:
			return `${issue.message}${typeof issue.input === "string" ? `, but is ${shown(issue.input)}` : ""}`;
	}
}

const KINDS: Record<string, string> = {
	string: "text",
	number: "a number",
	int: "a whole number",
	array: "a list",
	object: "an object",
};

function describeBound(
	issue: Bound,
	limit: string,
	shown: (value: unknown) => string,
): string {
	if (issue.origin === "string")
		return issue.code === "too_small" && issue.minimum === 1
			? "not be empty"
			: `have ${limit} characters, but has ${lengthOf(issue.input)}`;
	if (issue.origin === "array")
		return `have ${limit} entries, but has ${lengthOf(issue.input)}`;
	return `be ${limit}, but is ${shown(issue.input)}`;
}

function lengthOf(input: unknown): number {
	return typeof input === "string" || Array.isArray(input) ? input.length : 0;
}

/** A value as JSON, with the characters written out that nobody sees. */
function described(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object" && value !== null) return "an object";
	const text =
		typeof value === "number"
			? String(value)
			: (JSON.stringify(value) ?? String(value));
	return shortened(text).replace(
		/[\p{Cc}\p{Cf}]/gu,
		(sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
	);
}

/** It may be very long. */
function shortened(text: string): string {
	return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
