import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonSlugOf, SLUG, slugOf } from "../../src/catalog/slug.ts";

describe("the slug of a name", () => {
	it.each([
		["Mistral 3 Small", "mistral-3-small"],
		["Mistral 3 Small (24B)", "mistral-3-small-24b"],
		[
			"Mistral 3 8B & 70B Instruct (Open Source)",
			"mistral-3-8b-and-70b-instruct-open-source",
		],
		["  Cursor  ", "cursor"],
		["C++", "c-plus-plus"],
		["C#", "c-sharp"],
		["R&D", "r-and-d"],
		["Café Œuvre", "cafe-œuvre"],
		["ÅNGSTRÖM", "angstrom"],
		["İstanbul", "istanbul"],
		["Straße", "straße"],
		["GPT‑4.1", "gpt-4-1"],
		["Fable™", "fable"],
		["ﬁne ½", "fine-1-2"],
		["通义千问", "通义千问"],
		["がぎ", "がぎ"],
		["한국어 모델", "한국어-모델"],
		["Яндекс Й", "яндекс-й"],
		["हिन्दी", "हिन्दी"],
		["a -- b", "a-b"],
		["v0.dev", "v0-dev"],
	])("of %s is %s", (name, slug) => {
		expect(slugOf(name)).toBe(slug);
	});

	it.each(["★", "…", "🚀🚀", "  ", "́"])(
		"of %j, which has no letter, is a hash",
		(name) => {
			expect(slugOf(name)).toMatch(/^tool-[0-9a-f]{8}$/);
		},
	);

	it("differs between names without a letter", () => {
		expect(slugOf("★")).not.toBe(slugOf("☆"));
	});

	it("is a valid slug for any name", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 0 }), (name) => {
				expect(slugOf(name)).toMatch(SLUG);
			}),
		);
	});

	it("is its own slug", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (name) => {
				expect(slugOf(slugOf(name))).toBe(slugOf(name));
			}),
		);
	});

	it("does not depend on how accents are written", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (name) => {
				expect(slugOf(name.normalize("NFD"))).toBe(
					slugOf(name.normalize("NFC")),
				);
			}),
		);
	});

	it("does not depend on case and surrounding space", () => {
		expect(slugOf(" FABLE ")).toBe(slugOf("fable"));
	});
});

it("the slug of a comparison is made from those of its tools", () => {
	expect(comparisonSlugOf("cursor", "windsurf")).toBe("cursor-vs-windsurf");
});
