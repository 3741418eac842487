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

it("a piece becomes text, too, where another sign separates cells", () => {
	expect(escapeFormula("x;=1+1;y")).toBe("x;'=1+1;y");
	expect(escapeFormula('x; "=1+1"|@a')).toBe("x; \"'=1+1\"|'@a");
	expect(escapeFormula("＝1+1")).toBe("'＝1+1");
	fc.assert(
		fc.property(riskyText, (cell) => {
			for (const separator of [";", "\t", "|", ","])
				for (const piece of escapeFormula(cell).split(separator).slice(1))
					if (separator !== ",") expect(piece).not.toMatch(/^[=+\-@＝＋－＠]/);
		}),
	);
	for (const name of [
		"Mary-Ann Smith",
		"C++ & C#",
		"a+tag@example.com",
		"A; B",
	])
		expect(escapeFormula(name)).toBe(name);
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
