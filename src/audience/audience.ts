import { type Instant, shift } from "../clock.ts";
import { Failure } from "../errors.ts";

/*
 * One way to say which subscribers are meant, for lists, exports and issues:
 * `state=active lens=skeptic,builder format=full category="Developer Tools"
 * accepted<90d bounces>=2 joined>2026-06-01`. Pure: text to conditions and back.
 */

/** All must hold. None: everybody. */
export type Audience = readonly Condition[];

export type Condition =
	| { field: ChoiceField; not: boolean; values: readonly string[] }
	/** Strictly before or after; `never`: mail to them was never accepted. */
	| { field: "accepted" | "joined"; op: "<" | ">"; when: Moment }
	| { field: "accepted"; op: "=" | "!="; when: "never" }
	| { field: "bounces"; op: CountOp; count: number };

export type ChoiceField = keyof typeof CHOICES;
export type CountOp = "<" | "<=" | "=" | "!=" | ">=" | ">";

/** A day, or so long ago, which is reckoned from when it is asked. */
export type Moment =
	| { day: string }
	| { ago: number; unit: "d" | "w" | "m" | "y" };

/** Null: any text. `panel` is who chose no reviewer, `no` who may be mailed. */
const CHOICES = {
	state: ["pending", "active", "unsubscribed"],
	lens: ["builder", "skeptic", "founder", "futurist", "panel"],
	format: ["full", "brief"],
	category: null,
	suppressed: ["no", "never", "erased", "bounce", "complaint", "operator"],
} as const;

const FIELDS = [...Object.keys(CHOICES), "accepted", "joined", "bounces"];

const TERM =
	/^\s*([a-z]+)\s*(<=|>=|!=|=|<|>)\s*((?:"(?:[^"\\]|\\.)*"|[^\s",]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^\s",]+))*)(?=\s|$)/;

/**
 * Reads a filter.
 *
 * @throws Failure `bad-filter` that says what is wrong and what there is
 */
export function parseAudience(text: string): Audience {
	const conditions: Condition[] = [];
	let rest = text;
	while (rest.trim() !== "") {
		const term = TERM.exec(rest);
		if (!term) throw bad(`“${rest.trim()}” can't be understood`);
		const [whole, field = "", op = "", list = ""] = term;
		conditions.push(condition(field, op, valuesOf(list)));
		rest = rest.slice(whole.length);
	}
	return conditions;
}

/** The same filter always in the same words. */
export function describeAudience(audience: Audience): string {
	return audience.map(describeCondition).join(" ");
}

/** When it was, seen from `now`. */
export function momentAt(moment: Moment, now: Instant): Instant {
	if ("day" in moment) return `${moment.day}T00:00:00.000Z`;
	const at = new Date(now);
	if (moment.unit === "d") return shift(now, -moment.ago * DAY);
	if (moment.unit === "w") return shift(now, -7 * moment.ago * DAY);
	const months = moment.unit === "m" ? moment.ago : 12 * moment.ago;
	const day = at.getUTCDate();
	at.setUTCDate(1);
	at.setUTCMonth(at.getUTCMonth() - months);
	// The 31st, a month before a month of 30 days, is its last day.
	const last = new Date(
		Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0),
	).getUTCDate();
	at.setUTCDate(Math.min(day, last));
	return at.toISOString();
}

/** `90d`, `8w`, `6m` or `2y`; null for anything else. */
export function readAgo(text: string): Moment | null {
	const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(text) ?? [];
	return count && isUnit(unit) ? { ago: Number(count), unit } : null;
}

const DAY = 24 * 60 * 60_000;

function isUnit(text: string | undefined): text is "d" | "w" | "m" | "y" {
	return text !== undefined && ["d", "w", "m", "y"].includes(text);
}

function valuesOf(list: string): string[] {
	return [...list.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s",]+)/g)].map(
		([, quoted, bare]) => quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "",
	);
}

function condition(field: string, op: string, values: string[]): Condition {
	if (isChoice(field)) return choice(field, op, values);
	const [value = "", ...more] = values;
	if (!FIELDS.includes(field)) throw bad(`there is no “${field}”`);
	if (more.length > 0) throw bad(`${field} takes one value`);
	if (field === "bounces") return bounces(op, value);
	return time(field === "accepted" ? "accepted" : "joined", op, value);
}

function isChoice(field: string): field is ChoiceField {
	return field in CHOICES;
}

function choice(field: ChoiceField, op: string, values: string[]): Condition {
	if (op !== "=" && op !== "!=") throw bad(`${field} takes = or !=`);
	const known: readonly string[] | null = CHOICES[field];
	const wrong = known && values.find((value) => !known.includes(value));
	if (known && wrong !== null && wrong !== undefined)
		throw bad(`${field} is one of ${known.join(", ")}, not “${wrong}”`);
	return { field, not: op === "!=", values };
}

function bounces(op: string, value: string): Condition {
	if (!/^\d{1,6}$/.test(value)) throw bad("bounces takes a number");
	return { field: "bounces", op: op as CountOp, count: Number(value) };
}

function time(
	field: "accepted" | "joined",
	op: string,
	value: string,
): Condition {
	if (field === "accepted" && value === "never" && (op === "=" || op === "!="))
		return { field, op, when: "never" };
	const when = readAgo(value) ?? readDay(value);
	if ((op !== "<" && op !== ">") || !when)
		throw bad(
			`${field} takes < or > with a day (2026-10-01) or a time ago (90d, 8w, 6m, 2y)${field === "accepted" ? ", or is =never" : ""}`,
		);
	return { field, op, when };
}

function readDay(text: string): Moment | null {
	const at = new Date(`${text}T00:00:00.000Z`);
	const sound =
		/^\d{4}-\d\d-\d\d$/.test(text) &&
		!Number.isNaN(at.getTime()) &&
		at.toISOString().startsWith(text);
	return sound ? { day: text } : null;
}

function describeCondition(one: Condition): string {
	if ("values" in one)
		return `${one.field}${one.not ? "!=" : "="}${one.values.map(quoted).join(",")}`;
	if (one.field === "bounces") return `bounces${one.op}${one.count}`;
	const { when } = one;
	if (when === "never") return `accepted${one.op}never`;
	return `${one.field}${one.op}${"day" in when ? when.day : `${when.ago}${when.unit}`}`;
}

function quoted(value: string): string {
	return /^[^\s",\\]+$/.test(value)
		? value
		: `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function bad(what: string): Failure {
	return new Failure(
		"bad-filter",
		`This filter can't be used: ${what}. A filter uses ${FIELDS.join(", ")}, as in: lens=skeptic,builder format=full accepted<90d`,
	);
}
