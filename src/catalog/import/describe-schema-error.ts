import type { z } from "zod";

type Bound = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

/** What is wrong with a value, as the end of a sentence that begins with its place: "must be at most 100, but is 101". */
export function describeSchemaError(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined
				? "is missing"
				: `must be ${KINDS[issue.expected] ?? issue.expected}, but is ${shown(issue.input)}`;
		case "unrecognized_keys":
			return `has an unknown key: ${issue.keys.map(shown).join(", ")}`;
		case "invalid_value":
			return `must be ${issue.values.map(shown).join(" or ")}, but is ${shown(issue.input)}`;
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

function bound(issue: Bound, limit: string): string {
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

/** A value as JSON, shortened: it may be very long. */
function shown(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object" && value !== null) return "an object";
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
