import fc from "fast-check";
import { expect, it } from "vitest";
import {
	escapeFormula,
	unescapeFormula,
} from "../../../src/subscriber/csv/formula-injection.ts";

const strange = fc.string({
	unit: fc.oneof(
		fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", '"', ";", ","),
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
	),
});

it("makes text of what a spreadsheet would run", () => {
	for (const sign of ["=", "+", "-", "@", "\t", "\r"])
		expect(escapeFormula(`${sign}1`)).toBe(`'${sign}1`);
	fc.assert(
		fc.property(strange, (cell) => !/^[=+\-@\t\r]/.test(escapeFormula(cell))),
	);
});

it("takes off its own apostrophe and no other", () => {
	fc.assert(
		fc.property(strange, (cell) => {
			expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
		}),
	);
	expect(unescapeFormula("'s Gravenmoer")).toBe("'s Gravenmoer");
	expect(escapeFormula("'s Gravenmoer")).toBe("'s Gravenmoer");
});
