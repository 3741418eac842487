import fc from "fast-check";
import { expect, test } from "vitest";
import {
	isolate,
	pairTitle,
	withoutDirection,
} from "../../../src/issue/words/isolate.ts";

const controls = fc.constantFrom(
	..."\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
);
const rightToLeft = fc.constantFrom(
	..."אבגدכתابتثܐހߊࠀࡀﬡﭐﹰ",
	"\u{10D00}",
	"\u{1E900}",
	"٣",
);

test("a name without a right-to-left letter stays as it is, whatever script it has", () => {
	for (const name of [
		"Node.js",
		"iA Writer",
		"Café & Croquis",
		"文心一言",
		"Яндекс",
		"ไทย",
		"हिन्दी",
		"Ωmega",
		"👩‍👩‍👧 Kin",
		"€5 – “Q” 3×4",
	])
		expect(isolate(name)).toBe(name);
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(..."aZ9 .-éß文ж가ไ☃") }),
			(name) => {
				expect(isolate(name)).toBe(name);
			},
		),
	);
});

test("a name with a right-to-left letter is between one pair of marks, and no control of its own can break out", () => {
	const any = fc.string({
		unit: fc.oneof(fc.string({ unit: "grapheme", maxLength: 1 }), controls),
	});
	fc.assert(
		fc.property(any, rightToLeft, any, (before, letter, after) => {
			const name = before + letter + after;
			const shown = isolate(name);
			expect(shown.at(0)).toBe("\u2068");
			expect(shown.at(-1)).toBe("\u2069");
			expect(shown.slice(1, -1)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
			expect(withoutDirection(shown)).toBe(withoutDirection(name));
			expect(isolate(shown)).toBe(shown);
		}),
	);
});

test("an override in a plain name is removed", () => {
	expect(isolate("abc\u202Eexe.txt")).toBe("abcexe.txt");
});

test("a title isolates each of its two names by itself", () => {
	expect(pairTitle("מכונה", "Pebble 7B")).toBe(
		"\u2068מכונה\u2069 vs Pebble 7B",
	);
	expect(pairTitle("Pebble", "Tally")).toBe("Pebble vs Tally");
});
