import fc from "fast-check";
import { expect, test } from "vitest";
import {
	characterCount,
	charactersOf,
	normalizedWords,
} from "../../../src/issue/words/phrases.ts";
import { shorten } from "../../../src/issue/words/shorten.ts";

/** Each is one character to a reader. */
const CHARACTERS = [
	"👨‍👩‍👧‍👦",
	"🏳️‍🌈",
	"🇩🇪",
	"👍🏽",
	"1️⃣",
	"é",
	"ẍ̧",
	"กำ",
	"สิ",
	"हि",
	"क्षि",
	"각",
	"வி",
	"a",
	"文",
] as const;

test("a character that a reader sees counts as one, however many code points it has", () => {
	for (const character of CHARACTERS) {
		expect([character, characterCount(character)]).toEqual([character, 1]);
		expect(characterCount(`a${character}b`)).toBe(3);
	}
});

test("marks of direction count nothing and change no comparison", () => {
	expect(characterCount("\u2068אב\u2069 vs x")).toBe(7);
	expect(normalizedWords("x\u2068אב\u2069")).toBe(normalizedWords("xאב"));
});

test("a shortened text never ends within a character, is never too long, and says that it was cut", () => {
	const text = fc
		.array(fc.constantFrom(...CHARACTERS, " ", "-", "("), {
			minLength: 1,
			maxLength: 80,
		})
		.map((parts) => parts.join("").trim());
	fc.assert(
		fc.property(text, fc.integer({ min: 2, max: 50 }), (whole, room) => {
			const cut = shorten(whole, room);
			expect(characterCount(cut)).toBeLessThanOrEqual(room);
			if (cut === whole) return;
			expect(cut.endsWith("…")).toBe(true);
			const kept = charactersOf(cut.slice(0, -1));
			expect(charactersOf(whole).slice(0, kept.length)).toEqual(kept);
		}),
	);
});

test("a shortened text keeps its isolates closed", () => {
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 30 }), (room) => {
			const cut = shorten(
				"Also: \u2068מכונה גדולה\u2069 vs \u2068אחרת\u2069.",
				room,
			);
			expect(cut.split("\u2068").length).toBe(cut.split("\u2069").length);
			expect(characterCount(cut)).toBeLessThanOrEqual(room);
		}),
	);
});
