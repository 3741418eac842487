import fc from "fast-check";
import { expect, it } from "vitest";
import {
	escapeFormula,
	unescapeFormula,
} from "../../../src/subscriber/csv/formula-injection.ts";

const riskyText = fc.string({
	unit: fc.oneof(
		fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", '"', ";", ","),
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
	),
});

it("a cell that a spreadsheet would run becomes text", () => {
	for (const sign of ["=", "+", "-", "@", "\t", "\r"])
		expect(escapeFormula(`${sign}1`)).toBe(`'${sign}1`);
	fc.assert(
		fc.property(riskyText, (cell) => !/^[=+\-@\t\r]/.test(escapeFormula(cell))),
	);
});

it("only the apostrophe that was added is removed", () => {
	fc.assert(
		fc.property(riskyText, (cell) => {
			expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
		}),
	);
	expect(unescapeFormula("'s Gravenmoer")).toBe("'s Gravenmoer");
	expect(escapeFormula("'s Gravenmoer")).toBe("'s Gravenmoer");
});
