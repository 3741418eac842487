import fc from "fast-check";
import { expect, it } from "vitest";
import { guard, unguard } from "../../../src/subscriber/csv/cell.ts";

const strange = fc.string({
	unit: fc.oneof(
		fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", '"', ";", ","),
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
	),
});

it("makes text of what a spreadsheet would run", () => {
	for (const sign of ["=", "+", "-", "@", "\t", "\r"])
		expect(guard(`${sign}1`)).toBe(`'${sign}1`);
	fc.assert(fc.property(strange, (cell) => !/^[=+\-@\t\r]/.test(guard(cell))));
});

it("takes off its own apostrophe and no other", () => {
	fc.assert(
		fc.property(strange, (cell) => {
			expect(unguard(guard(cell))).toBe(cell);
		}),
	);
	expect(unguard("'s Gravenmoer")).toBe("'s Gravenmoer");
	expect(guard("'s Gravenmoer")).toBe("'s Gravenmoer");
});
