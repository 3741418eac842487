import { actorInWords } from "../../text/actor-in-words.ts";
import { visible } from "../../text/visible-text.ts";
import { formatTime } from "../../time/format-time.ts";

/** Characters of a value that are shown. */
const SHOWN = 160;

/** What an entry of the audit log says before or after, by field. */
export function factsOf(json: string | null): Record<string, unknown> {
	return json === null ? {} : (JSON.parse(json) as Record<string, unknown>);
}

export const isNothing = (value: unknown) =>
	value === null || value === undefined;

/** A value of an entry, as pages show it. */
export function factInWords(
	field: string,
	value: unknown,
	timeZone: string,
): string {
	return shown(named(field, value), timeZone);
}

/** Who approved, as the column of who acted names them, and the fields that changed, as the others are called. */
function named(field: string, value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	if (field === "approved_by")
		return value.map((who) => actorInWords(String(who)));
	return field === "changed"
		? value.map((one) => String(one).replaceAll("_", " "))
		: value;
}

/** A hash in so many digits as the other pages show, and a time as people write it. */
function shown(value: unknown, timeZone: string): string {
	if (isNothing(value)) return "none";
	const text = inWords(parsed(value));
	if (/^[0-9a-f]{64}$/.test(text)) return text.slice(0, 12);
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text))
		return formatTime(text, timeZone);
	const signs = [...visible(text)];
	return signs.length > SHOWN
		? `${signs.slice(0, SHOWN).join("").trimEnd()}…`
		: signs.join("");
}

/** What a column keeps as JSON, such as counts by state. */
function parsed(value: unknown): unknown {
	if (typeof value !== "string" || !value.startsWith("{")) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** A list with commas, and the fields of an object with their values: "created: 1, updated: 0". */
function inWords(value: unknown): string {
	if (Array.isArray(value)) return value.map(inWords).join(", ");
	if (typeof value !== "object" || value === null) return String(value);
	return Object.entries(value)
		.map(([field, one]) => `${field.replaceAll("_", " ")}: ${inWords(one)}`)
		.join(", ");
}
