import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonError, jsonLocator } from "../../src/text/json-place.ts";

describe("the first error in a text that is not JSON", () => {
	it.each([
		["", 0, "a value"],
		["  ", 2, "a value"],
		["{", 1, "a key in double quotes"],
		['{"a"}', 4, '":" after the key'],
		['{"a":}', 5, "a value"],
		['{"a":1,}', 7, "a key in double quotes"],
		["{a:1}", 1, "a key in double quotes"],
		['{"a":1 "b":2}', 7, '"," or "}"'],
		['{"a":1 b}', 7, '"," or "}"'],
		["[1 2]", 3, '"," or "]"'],
		["[1,]", 3, "a value"],
		["[1,2", 4, '"," or "]"'],
		['[{"a":[]}', 9, '"," or "]"'],
		["[tru]", 1, "a value"],
		["[01]", 2, '"," or "]"'],
		["[1.]", 1, "a value"],
		["'a'", 0, "a value"],
		['"a', 0, "the closing double quote"],
		[
			'"a\tb"',
			2,
			"a control character in text to be written as \\n or \\u0000",
		],
		['"\\x"', 1, 'an escape such as \\" or \\u00e9'],
		['["a", "\\\\ \\u00e9 \\u12"]', 17, 'an escape such as \\" or \\u00e9'],
		["{} {}", 3, "nothing more"],
		["[] // why", 3, "nothing more"],
	])("of %j is at offset %i, where it expects %s", (text, offset, expected) => {
		expect(findJsonError(text)).toEqual({
			line: 1,
			column: offset + 1,
			expected,
		});
	});

	it("is at the line break inside a string", () => {
		expect(findJsonError('[\n"a\nb"]')).toEqual({
			line: 2,
			column: 3,
			expected: "a control character in text to be written as \\n or \\u0000",
		});
	});

	it("is found exactly in those texts that JSON.parse refuses", () => {
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
				expect(findJsonError(json) === null).toBe(parses);
			}),
			{ numRuns: 2000 },
		);
	});

	it("is the bracket that nests too deep, in a text with a million of them", () => {
		expect(findJsonError("[".repeat(1_000_000))).toEqual({
			line: 1,
			column: 1001,
			expected: "at most 1000 nested brackets",
		});
	});
});

describe("the place of a value in JSON", () => {
	const text = '[{"a": [1, {"b c": "x"}], "é": null},\n {"tools": []}]';
	it.each([
		["[0]", "{"],
		["[0].a", "[1"],
		["[0].a[1]", '{"b'],
		["[1].tools", "[]}"],
		["[1].tools[0].name", "[]}"],
		["", "["],
	])("with the path %j begins with %s", (path, start) => {
		const { line, column } = jsonLocator(text)(path);
		const from = text.split("\n")[line - 1]?.slice(column - 1);
		expect(from?.slice(0, start.length)).toBe(start);
	});

	it("has a line and a column, which count from 1", () => {
		expect(jsonLocator(text)("[1].tools")).toEqual({ line: 2, column: 12 });
		expect(jsonLocator("3")("a")).toEqual({ line: 1, column: 1 });
	});

	it("is the beginning of a text that nests too deep to be searched", () => {
		const deep = `{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
		expect(jsonLocator(deep)("a")).toEqual({ line: 1, column: 1 });
	});
});
