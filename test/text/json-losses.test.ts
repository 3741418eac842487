import fc from "fast-check";
import { expect, it } from "vitest";
import { findJsonLosses } from "../../src/text/json-place.ts";

const losses = (text: string) => {
	const { repeatedKeys, roundedNumbers } = findJsonLosses(text);
	return {
		keys: repeatedKeys.map(({ path, line, column }) => [path, line, column]),
		numbers: roundedNumbers.map(({ path, written }) => [path, written]),
	};
};

it.each([
	['{"a": 1, "a": 2}', [["a", 1, 10]]],
	['[{"a": [{"b": 1,\n"c": {"b": 2, "b": 3}}]}]', [["[0].a[0].c.b", 2, 15]]],
	['{"a": 1, "\\u0061": 2}', [["a", 1, 10]]],
	['{"__proto__": 1, "__proto__": 2}', [["__proto__", 1, 18]]],
	[
		'{"a": 1, "a": 2, "a": 3}',
		[
			["a", 1, 10],
			["a", 1, 18],
		],
	],
	['[{"a": 1}, {"a": 2}]', []],
	['{"a": {"a": {"a": []}}, "b": "a"}', []],
])(
	"the keys that an object of %s has again are found with their places",
	(text, keys) => {
		expect(losses(text).keys).toEqual(keys);
	},
);

it("no key of any value is found again", () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(losses(JSON.stringify(value, null, 1))).toEqual({
				keys: [],
				numbers: [],
			});
		}),
	);
});

it.each([
	"1e-999",
	"8.00000000000000000001",
	"-0.0000000000000000000000001e-400",
])("the number %s is found, because it would be rounded", (written) => {
	expect(losses(`{"a": [0, ${written}]}`).numbers).toEqual([["a[1]", written]]);
});

it.each([
	"0",
	"-0",
	"8",
	"8.0",
	"1e3",
	"0.5e1",
	"120e-1",
	"8.5",
	"1e999",
	"0e-5",
])("the number %s is not found", (written) => {
	expect(losses(`[${written}]`).numbers).toEqual([]);
});
