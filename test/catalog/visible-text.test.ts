import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCapture } from "../../src/catalog/capture/capture.ts";
import { readDocument } from "../../src/catalog/import/read-document.ts";
import { visibleText } from "../../src/catalog/visible-text.ts";
import { reducedCapture } from "./capture/captures.ts";
import { comparisonDocument } from "./import/documents.ts";

/** Soft hyphen, zero width space, joiners, marks, word joiner, byte order mark, fillers, a tag. */
const MEANINGLESS = [
	"\u00ad",
	"\u200b",
	"\u200c",
	"\u200d",
	"\u200e",
	"\u200f",
	"\u061c",
	"\u2060",
	"\u2063",
	"\ufeff",
	"\u3164",
	"\uffa0",
	"\u{e0041}",
];

describe("invisible characters", () => {
	it("are removed from Latin text, wherever they are", () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[A-Za-z0-9 .'-]{1,20}$/),
				fc.constantFrom(...MEANINGLESS),
				fc.nat(20),
				(text, sign, at) => {
					const given = text.slice(0, at) + sign + text.slice(at);
					expect(visibleText(given)).toBe(text);
				},
			),
		);
	});

	it.each([
		["a joiner between emoji", "👩\u200d💻 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥"],
		[
			"the tags of a flag",
			"🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
		],
		["a non-joiner in a Persian word", "می\u200cخواهم"],
		["a joiner in an Indic word", "क्\u200dष"],
		["a mark in right-to-left text", "ليلى\u200f AI"],
		["a character that turns the text, which is refused later", "a\u202eb"],
	])("stay where they mean something: %s", (_, text) => {
		expect(visibleText(text)).toBe(text);
	});

	it("change nothing in text that has none", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (text) => {
				fc.pre(!/\p{Default_Ignorable_Code_Point}/u.test(text));
				expect(visibleText(text)).toBe(text);
			}),
		);
	});

	it("are removed once: a second time changes nothing", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				const once = visibleText(text);
				expect(visibleText(once)).toBe(once);
			}),
		);
	});

	it("make no other tool, in a document and in a capture", () => {
		for (const sign of MEANINGLESS) {
			const name = `Foot${sign}notary`;
			const document = readDocument(comparisonDocument(name, "B")).left;
			const capture = readDocument(
				parseCapture(reducedCapture.replaceAll("Footnotary", name)).document,
			).left;
			for (const { name, slug } of [document, capture])
				expect([name, slug]).toEqual(["Footnotary", "footnotary"]);
		}
	});

	it("round a whole name, as programs insert it, are removed", () => {
		expect(visibleText("\u2068Footnotary\u2069")).toBe("Footnotary");
	});

	it("are no name", () => {
		expect(() => readDocument(comparisonDocument("\u3164\u200b", "B"))).toThrow(
			"must not be empty",
		);
	});
});
