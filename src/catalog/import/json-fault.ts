import type { Place } from "./finding.ts";

/** Where a text stops being JSON, and what was expected there. */
export interface JsonFault {
	offset: number;
	expected: string;
}

type Step = string | number;

/** Why `JSON.parse` refuses a text, which it does not always say; null when it is JSON. */
export function jsonFault(text: string): JsonFault | null {
	return scan(text, () => false);
}

/**
 * Where a value stands in a text that is JSON, or the nearest one round it
 * that exists.
 *
 * @param path as findings have it: "[3].tools[0].name"
 */
export function jsonOffset(text: string, path: string): number {
	const wanted = path
		.split(/[.[\]]+/)
		.filter((step) => step !== "")
		.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
	let nearest = 0;
	let depth = -1;
	scan(text, (offset, steps) => {
		if (
			steps.length > depth &&
			steps.length <= wanted.length &&
			steps.every((step, index) => step === wanted[index])
		) {
			nearest = offset;
			depth = steps.length;
		}
		return depth === wanted.length;
	});
	return nearest;
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): Place {
	const before = text.slice(0, offset);
	const lineStart = before.lastIndexOf("\n") + 1;
	return {
		line: before.split("\n").length,
		column: offset - lineStart + 1,
	};
}

/**
 * Walks over a JSON text, without recursion, since a text may nest as deep as
 * it is long. `visit` sees each value's start and the steps to it, and ends the
 * walk by returning true.
 */
function scan(
	text: string,
	visit: (offset: number, steps: readonly Step[]) => boolean,
): JsonFault | null {
	const cursor: Cursor = { text, at: 0, steps: [] };
	for (;;) {
		skipSpace(cursor);
		if (visit(cursor.at, cursor.steps)) return null;
		const before = cursor.steps.length;
		const wrong = readValue(cursor);
		if (wrong) return wrong;
		if (cursor.steps.length > before) continue;
		const next = readSeparators(cursor);
		if (next !== "a value follows") return next;
	}
}

interface Cursor {
	readonly text: string;
	at: number;
	/** The key or the index, in each object and array that is open. */
	steps: Step[];
}

function fault(expected: string, offset: number): JsonFault {
	return { offset, expected };
}

function skipSpace(cursor: Cursor): void {
	while (/[ \t\r\n]/.test(cursor.text.charAt(cursor.at))) cursor.at++;
}

/** Reads a string, a number or a word whole; of what holds values only the opening, up to the first value. */
function readValue(cursor: Cursor): JsonFault | null {
	const sign = cursor.text.charAt(cursor.at);
	if (sign === '"') return readString(cursor);
	if (sign !== "{" && sign !== "[") return readPlain(cursor);
	cursor.at++;
	skipSpace(cursor);
	if (cursor.text.charAt(cursor.at) === (sign === "{" ? "}" : "]")) {
		cursor.at++;
		return null;
	}
	cursor.steps.push(sign === "{" ? "" : 0);
	return sign === "{" ? readKey(cursor) : null;
}

function readString(cursor: Cursor): JsonFault | null {
	const { text, at: start } = cursor;
	for (let at = start + 1; at < text.length; at++) {
		const sign = text.charAt(at);
		if (sign === '"') {
			cursor.at = at + 1;
			return null;
		}
		if (sign < " ")
			return fault(
				"a control character in text to be written as \\n or \\u0000",
				at,
			);
		if (sign !== "\\") continue;
		const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
		escaped.lastIndex = at + 1;
		if (!escaped.test(text))
			return fault('an escape such as \\" or \\u00e9', at);
		at = escaped.lastIndex - 1;
	}
	return fault("the closing double quote", start);
}

function readPlain(cursor: Cursor): JsonFault | null {
	const plain =
		/(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
	plain.lastIndex = cursor.at;
	if (!plain.test(cursor.text)) return fault("a value", cursor.at);
	cursor.at = plain.lastIndex;
	return null;
}

/** Reads `"key":` of an object. */
function readKey(cursor: Cursor): JsonFault | null {
	skipSpace(cursor);
	const start = cursor.at;
	if (cursor.text.charAt(start) !== '"')
		return fault("a key in double quotes", start);
	const wrong = readString(cursor);
	if (wrong) return wrong;
	const key: string = JSON.parse(cursor.text.slice(start, cursor.at));
	cursor.steps[cursor.steps.length - 1] = key;
	skipSpace(cursor);
	if (cursor.text.charAt(cursor.at) !== ":")
		return fault('":" after the key', cursor.at);
	cursor.at++;
	return null;
}

/** Reads what stands behind a value: closing brackets, and a comma or the end. */
function readSeparators(cursor: Cursor): JsonFault | null | "a value follows" {
	for (;;) {
		skipSpace(cursor);
		const { text, at, steps } = cursor;
		const step = steps.at(-1);
		if (step === undefined)
			return at < text.length ? fault("nothing more", at) : null;
		const end = typeof step === "number" ? "]" : "}";
		const sign = text.charAt(at);
		if (sign !== end && sign !== ",") return fault(`"," or "${end}"`, at);
		cursor.at++;
		if (sign === end) {
			steps.pop();
			continue;
		}
		if (typeof step === "string") return readKey(cursor) ?? "a value follows";
		steps[steps.length - 1] = step + 1;
		return "a value follows";
	}
}
