import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeQuotedPrintable } from "../../../src/render/merge/quoted-printable.ts";

/** Decodes as RFC 2045 says, written apart from the encoder. */
function decode(encoded: string): string {
	const joined = encoded.replaceAll("=\r\n", "");
	const bytes: number[] = [];
	for (let index = 0; index < joined.length; index++)
		if (joined[index] === "=") {
			bytes.push(Number.parseInt(joined.slice(index + 1, index + 3), 16));
			index += 2;
		} else bytes.push(joined.charCodeAt(index));
	return Buffer.from(bytes).toString("utf8").replaceAll("\r\n", "\n");
}

const piece = fc
	.oneof(
		fc.string({ unit: "grapheme", maxLength: 300 }),
		fc.stringMatching(/^[ .=\nF-]{0,160}$/),
		fc.stringMatching(/^[ -~\n]{0,400}$/),
		fc.constantFrom("From me", ".", "..\n.", " ", `${"x".repeat(75)} \n`),
	)
	.map((text) => text.toWellFormed().replaceAll("\r", ""));

test("pieces that are encoded separately decode to the whole text", () => {
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
			expect(decode(pieces.map(encodeQuotedPrintable).join(""))).toBe(
				pieces.join(""),
			);
		}),
		{ numRuns: 2000 },
	);
});

test("no line is longer than 76 characters, ends in white space, or begins with a dot or From", () => {
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
			const encoded = pieces.map(encodeQuotedPrintable).join("");
			expect(encoded).toMatch(/^[\t\r\n -~]*$/);
			for (const line of encoded.split("\r\n")) {
				expect(line.length).toBeLessThanOrEqual(76);
				expect(line).not.toMatch(/[ \t]$|^\.|^From |[\r\n]/);
			}
		}),
		{ numRuns: 2000 },
	);
});
