import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	decodeText,
	type Encoding,
} from "../../../src/subscriber/csv/decode.ts";
import { unescapeFormula } from "../../../src/subscriber/csv/formula-injection.ts";
import { type CsvRow, readRows } from "../../../src/subscriber/csv/rows.ts";
import { writeCsv } from "../../../src/subscriber/csv/write.ts";

async function rowsOf(
	bytes: Uint8Array,
	cut = bytes.length,
	encoding: Encoding | null = null,
): Promise<CsvRow[]> {
	const pieces: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; start += cut)
		pieces.push(bytes.subarray(start, start + cut));
	const rows: CsvRow[] = [];
	for await (const some of readRows(
		decodeText(Readable.from(pieces), encoding),
	))
		rows.push(...some);
	return rows;
}

const cellsOf = async (bytes: Uint8Array, cut?: number) =>
	(await rowsOf(bytes, cut)).map((row) => row.cells);

const PLAIN = [
	["email", "name"],
	["ada@example.com", "Zoë, Ada"],
];

describe("a CSV file is read as saved by", () => {
	const text = 'email;name\r\nada@example.com;"Zoë, Ada"\r\n';
	it.each([
		["Excel as CSV UTF-8", Buffer.from(`\uFEFF${text}`)],
		[
			"Excel as Unicode text",
			Buffer.from(`\uFEFF${text}`.replaceAll(";", "\t"), "utf16le"),
		],
		["Excel as CSV, in Windows-1252", Buffer.from(text, "latin1")],
		["Excel with its own first line", Buffer.from(`sep=;\r\n${text}`)],
		["Google Sheets", Buffer.from('email,name\r\nada@example.com,"Zoë, Ada"')],
		["an old Macintosh", Buffer.from(text.replaceAll("\r\n", "\r"))],
		["hand, with empty lines and both line ends", Buffer.from(`\n${text}\n\n`)],
	])("%s", async (_, bytes) => {
		expect(await cellsOf(bytes)).toEqual(PLAIN);
		expect(await cellsOf(bytes, 3)).toEqual(PLAIN);
	});
});

it("every row has its line number, also after line breaks in quotes", async () => {
	const rows = await rowsOf(
		Buffer.from('email,note\r\n\r\na@x.de,"one\r\ntwo\r\n"\r\nb@x.de,\r\n'),
	);
	expect(rows.map(({ line, lastLine }) => [line, lastLine])).toEqual([
		[1, 1],
		[3, 5],
		[6, 6],
	]);
});

it("rows that a stray quote has joined are marked as broken", async () => {
	const rows = await rowsOf(
		Buffer.from('email,name\na@x.de,"Ann\nb@x.de,"Bea"\nc@x.de,Cay\n'),
	);
	expect(rows.slice(1).map(({ broken }) => broken)).toContain("quotes");
	const lines = rows.flatMap(({ line, lastLine, broken }) =>
		broken ? [line, lastLine] : [],
	);
	expect(lines[0]).toBe(2);
	expect(lines.at(-1)).toBeGreaterThanOrEqual(3);
});

it("a quote that is never closed is an error and does not load the whole file", async () => {
	const text = `email,name\na@x.de,"Ann\n${"b@x.de,Bea\n".repeat(200_000)}`;
	await expect(rowsOf(Buffer.from(text), 65_536)).rejects.toThrow(
		/line 2 is never closed/,
	);
});

it("a row with invalid bytes is marked as broken", async () => {
	const bytes = Buffer.concat([
		Buffer.from("email\nzo\u00eb@x.de\n"),
		Buffer.alloc(70_000, "a@x.de\n"),
		Buffer.from([0x62, 0xff, 0x40, 0x78, 0x0a]),
	]);
	const rows = await rowsOf(bytes, 8_192);
	expect(rows.at(-1)?.broken).toBe("bytes");
	expect(rows.filter((row) => row.broken !== null)).toHaveLength(1);
});

it("refuses an empty file", async () => {
	await expect(rowsOf(Buffer.alloc(0))).rejects.toThrow(/The file is empty/);
});

it("what is written is read back, in pieces of any size", async () => {
	const cell = fc.string({
		unit: fc.constantFrom("a", "é", "😀", '"', "'", "=", ",", ";", "\n", " "),
		maxLength: 8,
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
			fc.integer({ min: 1, max: 40 }),
			async (table, cut) => {
				const all = [["first", "second"], ...table];
				const read = await cellsOf(Buffer.from(writeCsv(all)), cut);
				expect(read.map((row) => row.map(unescapeFormula))).toEqual(all);
			},
		),
		{ numRuns: 60 },
	);
});
