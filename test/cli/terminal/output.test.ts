import fc from "fast-check";
import { expect, it } from "vitest";
import type { Io } from "../../../src/cli/terminal/io.ts";
import {
	writeFields,
	writeJson,
	writeTable,
} from "../../../src/cli/terminal/output.ts";
import { isStorable } from "../../../src/text/storable-text.ts";

/** What the functions of output.ts need of the outside world. */
function written(write: (io: Io) => void): string {
	const lines: string[] = [];
	write({ out: (text: string) => lines.push(text) } as unknown as Io);
	return lines.join("");
}

const steering = /[[\p{Cc}\p{Bidi_Control}]--[\n\t]]/v;

it("a table, fields and JSON never steer the terminal, whatever text people sent", () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({ unit: "binary" }),
				fc.constantFrom("\u001B]0;x\u0007", "\u009B2J", "\u202Eabc", "a\rb"),
			),
			(text) => {
				for (const shown of [
					written((io) => writeTable(io, ["NAME"], [[text]])),
					written((io) => writeFields(io, [["Name", `x${text}`]])),
					written((io) => writeJson(io, { [text]: text })),
				])
					expect(shown).not.toMatch(steering);
			},
		),
		{ numRuns: 500 },
	);
});

it("JSON is read back as the same text", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (text) => {
			expect(JSON.parse(written((io) => writeJson(io, text)))).toBe(text);
		}),
	);
});

it("ordinary text of any language is shown as it is, and can be stored", () => {
	for (const text of ["Zoë", "李雷", "ليلى", "👩‍💻 O’Brien", "a\u00ADb"]) {
		expect(written((io) => writeTable(io, ["A"], [[text]]))).toContain(text);
		expect(isStorable(text)).toBe(true);
	}
});
