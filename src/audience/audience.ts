import { Failure } from "../errors.ts";
import {
	describeTimeSpan,
	oldMonthsFault,
	parseTimeSpan,
	spanInWords,
	type TimeSpan,
} from "../time/time-span.ts";

/*
 * A filter selects subscribers for lists, exports and issues:
 * `state=active lens=skeptic,builder format=full language=de category="Developer Tools"
 * accepted older 90d bounces>=2 joined>2026-06-01`. Pure: text to conditions and back.
 */

/** A subscriber must meet every condition. No conditions: every subscriber. */
export type Audience = readonly Condition[];

export type Condition =
	| { field: ChoiceField; not: boolean; values: readonly string[] }
	/** Strictly before or after that time. */
	| { field: "accepted" | "joined"; op: "<" | ">"; when: FilterTime }
	/** Whether any mail to them was ever accepted. */
	| { field: "accepted"; op: "=" | "!="; when: "never" }
	| { field: "bounces"; op: CountOp; count: number };

type ChoiceField = keyof typeof CHOICES;
type CountOp = "<" | "<=" | "=" | "!=" | ">=" | ">";

/** The start of a day in UTC, or a time span before the moment at which the filter is used. */
export type FilterTime = { day: string } | TimeSpan;

/** The values of each field; null: any text. `panel`: no reviewer chosen. `default`: no language chosen, so the publication's first. `source`: where they ever agreed; `none`: no consent is kept. `no`: not suppressed. */
const CHOICES = {
	state: ["pending", "active", "unsubscribed"],
	lens: ["builder", "skeptic", "founder", "futurist", "panel"],
	format: ["full", "brief"],
	language: ["en", "de", "default"],
	category: null,
	source: ["form", "api", "page", "import", "cli", "studio", "none"],
	suppressed: ["no", "never", "erased", "bounce", "complaint", "operator"],
} as const;

const FIELDS = [...Object.keys(CHOICES), "accepted", "joined", "bounces"];

const CONDITION =
	/^\s*([a-z]+)\s*(<=|>=|!=|=|<|>|\b(?:older|within)\b)\s*((?:"(?:[^"\\]|\\.)*"|[^\s",]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^\s",]+))*)(?=\s|$)/;

/**
 * Reads a filter. An empty text has no conditions.
 *
 * @param stored true: it was checked before it was stored, maybe when `accepted<90d` was not refused yet
 * @throws Failure `bad-filter` that says what is wrong and what a filter is made of
 */
export function parseAudience(text: string, stored = false): Audience {
	const conditions: Condition[] = [];
	let rest = text;
	while (rest.trim() !== "") {
		const match = CONDITION.exec(rest);
		if (!match) throw bad(`“${rest.trim()}” can't be understood`);
		const [whole, field = "", op = "", list = ""] = match;
		conditions.push(readCondition(field, op, valuesOf(list), stored));
		rest = rest.slice(whole.length);
	}
	return conditions;
}

/** The text of a filter. Equal filters have equal texts, so that their text can be hashed. */
export function describeAudience(audience: Audience): string {
	return audience.map(describeCondition).join(" ");
}

function valuesOf(list: string): string[] {
	return [...list.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s",]+)/g)].map(
		([, quoted, bare]) => quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "",
	);
}

function readCondition(
	field: string,
	op: string,
	values: string[],
	stored: boolean,
): Condition {
	if (isChoice(field)) return readChoice(field, op, values);
	const [value = "", ...more] = values;
	if (!FIELDS.includes(field)) throw bad(`there is no “${field}”`);
	if (more.length > 0) throw bad(`${field} takes one value`);
	if (field === "bounces") return readBounces(op, value);
	return readTime(
		field === "accepted" ? "accepted" : "joined",
		op,
		value,
		stored,
	);
}

function isChoice(field: string): field is ChoiceField {
	return Object.hasOwn(CHOICES, field);
}

function readChoice(
	field: ChoiceField,
	op: string,
	values: string[],
): Condition {
	if (op !== "=" && op !== "!=") throw bad(`${field} takes = or !=`);
	const known: readonly string[] | null = CHOICES[field];
	const wrong = known && values.find((value) => !known.includes(value));
	if (known && wrong !== null && wrong !== undefined)
		throw bad(`${field} is one of ${known.join(", ")}, not “${wrong}”`);
	return { field, not: op === "!=", values };
}

function readBounces(op: string, value: string): Condition {
	if (!/^\d{1,6}$/.test(value)) throw bad("bounces takes a number");
	return { field: "bounces", op: op as CountOp, count: Number(value) };
}

/** `older` and `within` take a time ago, `<` and `>` a day: “accepted<90d” reads as its opposite to most. */
function readTime(
	field: "accepted" | "joined",
	op: string,
	value: string,
	stored: boolean,
): Condition {
	if (field === "accepted" && value === "never" && (op === "=" || op === "!="))
		return { field, op, when: "never" };
	const fault = oldMonthsFault(value);
	if (fault) throw bad(fault);
	const span = parseTimeSpan(value);
	const day = readDay(value);
	if (span && op === "older") return { field, op: "<", when: span };
	if (span && op === "within") return { field, op: ">", when: span };
	if (op === "<" || op === ">") {
		if (day) return { field, op, when: day };
		if (span && stored) return { field, op, when: span };
		if (span)
			throw bad(
				`“${field}${op}${value}” can be read in two ways. Write “${field} older ${value}” for more than ${spanInWords(span)} ago, or “${field} within ${value}” for less`,
			);
	}
	throw bad(
		`${field} takes < or > with a day (${field}<2026-10-01), or older or within with a time ago (${field} older 90d; 8w, 6mo, 2y)${field === "accepted" ? ", or =never" : ""}`,
	);
}

function readDay(text: string): FilterTime | null {
	const at = new Date(`${text}T00:00:00.000Z`);
	const valid =
		/^\d{4}-\d\d-\d\d$/.test(text) &&
		!Number.isNaN(at.getTime()) &&
		at.toISOString().startsWith(text);
	return valid ? { day: text } : null;
}

function describeCondition(one: Condition): string {
	if ("values" in one)
		return `${one.field}${one.not ? "!=" : "="}${one.values.map(quoted).join(",")}`;
	if (one.field === "bounces") return `bounces${one.op}${one.count}`;
	const { when } = one;
	if (when === "never") return `accepted${one.op}never`;
	return "day" in when
		? `${one.field}${one.op}${when.day}`
		: `${one.field} ${one.op === "<" ? "older" : "within"} ${describeTimeSpan(when)}`;
}

function quoted(value: string): string {
	return /^[^\s",\\]+$/.test(value)
		? value
		: `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function bad(what: string): Failure {
	return new Failure(
		"bad-filter",
		`This filter can't be used: ${what}. A filter uses ${FIELDS.join(", ")}, as in: lens=skeptic,builder format=full accepted older 90d`,
	);
}
