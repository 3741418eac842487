import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	jsonFault,
	jsonOffset,
	placeOf,
} from "../../../src/catalog/import/json-fault.ts";

describe("where a text stops being JSON", () => {
	it.each([
		["", 0, "a value"],
		["  ", 2, "a value"],
		["{", 1, "a key in double quotes"],
		['{"a"}', 4, '":" after the key'],
		['{"a":}', 5, "a value"],
		['{"a":1,}', 7, "a key in double quotes"],
		['{"a":1 "b":2}', 7, '"," or "}"'],
		["[1 2]", 3, '"," or "]"'],
		["[1,]", 3, "a value"],
		["[1,2", 4, '"," or "]"'],
		["[tru]", 1, "a value"],
		["[01]", 1, "a value"],
		["[1.]", 1, "a value"],
		["'a'", 0, "a value"],
		['"a', 0, "the closing double quote"],
		[
			'"a\nb"',
			2,
			"a control character in text to be written as \\n or \\u0000",
		],
		['"\\x"', 1, 'an escape such as \\" or \\u00e9'],
		["{} {}", 3, "nothing more"],
		["[] // why", 3, "nothing more"],
	])("%j", (text, offset, expected) => {
		expect(jsonFault(text)).toEqual({ offset, expected });
	});

	it("finds a fault exactly where JSON.parse refuses", () => {
		const text = fc.oneof(
			fc.json(),
			fc.string(),
			fc.string({ unit: fc.constantFrom(...'[]{},:"\\u0-1.eE truefalsn\n') }),
			fc
				.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
				.map(([json, at, put]) => {
					const cut = at % (json.length + 1);
					return json.slice(0, cut) + put + json.slice(cut + 1);
				}),
		);
		fc.assert(
			fc.property(text, (json) => {
				let parses = true;
				try {
					JSON.parse(json);
				} catch {
					parses = false;
				}
				expect(jsonFault(json) === null).toBe(parses);
			}),
			{ numRuns: 2000 },
		);
	});

	it("does not mind how deep a text nests", () => {
		expect(jsonFault("[".repeat(1_000_000))?.offset).toBe(1_000_000);
	});
});

describe("where a value stands", () => {
	const text = '[{"a": [1, {"b c": "x"}], "é": null},\n {"tools": []}]';
	it.each([
		["[0]", "{"],
		["[0].a", "[1"],
		["[0].a[1]", '{"b'],
		["[1].tools", "[]}"],
		["[1].tools[0].name", "[]}"],
		["", "["],
	])("%s", (path, start) => {
		const offset = jsonOffset(text, path);
		expect(text.slice(offset, offset + start.length)).toBe(start);
	});

	it("is found in every line and column", () => {
		expect(placeOf(text, jsonOffset(text, "[1].tools"))).toEqual({
			line: 2,
			column: 12,
		});
		expect(placeOf("ab", 0)).toEqual({ line: 1, column: 1 });
	});
});
