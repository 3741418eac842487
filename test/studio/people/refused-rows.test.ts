import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { refusedRows } from "../../../src/studio/people/refused-rows.ts";
import { mapColumns } from "../../../src/subscriber/csv/columns.ts";
import { decodeText } from "../../../src/subscriber/csv/decode.ts";
import { cellText } from "../../../src/subscriber/csv/row-cells.ts";
import { type CsvRow, readRows } from "../../../src/subscriber/csv/rows.ts";
import { writeCsv } from "../../../src/subscriber/csv/write.ts";

async function rowsIn(csv: string): Promise<CsvRow[]> {
	const rows: CsvRow[] = [];
	for await (const some of readRows(
		decodeText(Readable.from([Buffer.from(csv)])),
	))
		rows.push(...some);
	return rows;
}

const refusal = (line: number, reason = "They unsubscribed.") => ({
	line,
	address: "",
	code: "x",
	reason,
});

const textsOf = (row: CsvRow | undefined) =>
	row?.cells.map((_, index) => cellText(row, index));

test("a refused row that is imported again says what it said, whatever is in its cells", async () => {
	const cell = fc
		.oneof(
			fc.string({ unit: "grapheme", maxLength: 12 }),
			fc
				.array(fc.constantFrom(..."=+-@'\"; \t\n,＝a"), { maxLength: 8 })
				.map((signs) => signs.join("")),
		)
		// A row's cells come from a reader, which has one kind of line end and no NUL.
		.map((text) => text.replaceAll(/[\0\r\uFEFF]/g, ""));
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }),
			async (given) => {
				const header = ["email", "name", "note"];
				const rows = await rowsIn(writeCsv([header, ...given]));
				const file = refusedRows(header);
				for (const { line, cells } of rows.slice(1))
					file.add(refusal(line), cells);
				const csv = [...file.csv()].join("");
				const again = await rowsIn(csv);
				expect(again.map((row) => textsOf(row)?.slice(2))).toEqual(
					rows.map(textsOf),
				);
				for (const { cells } of again)
					for (const one of cells) expect(one).not.toMatch(/^[=+\-@\t\r]/);
			},
		),
		{ numRuns: 150 },
	);
});

test("the columns in front decide nothing, though they speak of leaving and name addresses", () => {
	for (const header of [["email", "name"], ["Kontakt", "Wer"], ["email"]]) {
		const address = ["ada@x.example", "Ada"].slice(0, header.length);
		const [front = ""] = refusedRows(header).csv();
		const plan = mapColumns(
			front.trim().split(","),
			{},
			[],
			[
				{
					cells: [
						"7",
						"eve@x.example unsubscribed: cleaned, bounced",
						...address,
					],
				},
			],
		);
		expect(plan.fields.email).toBe(2);
		expect(plan.unexplained).toEqual([]);
		expect(plan.signs).toEqual([]);
		expect(plan.watched.map(({ index }) => index)).not.toContain(1);
	}
	// Somebody who names one of them means it.
	const named = mapColumns(["refused_line", "email"], { name: "refused_line" });
	expect(named.fields.name).toBe(0);
});

test("a row that is refused again has the columns in front once, of its own file", () => {
	const [front = ""] = refusedRows(["email", "name"]).csv();
	const again = refusedRows(front.trim().split(","));
	again.add(refusal(9, "Still."), ["2", "Before.", "ada@x", "Ada", "more"]);
	expect([...again.csv()].join("")).toBe(`${front}9,Still.,ada@x,Ada,more\r\n`);
});

test("a row whose bytes are no text is not taken for one that can be imported as it is", () => {
	const file = refusedRows(["email", "name"]);
	file.add({ ...refusal(2), code: "bad-encoding" }, [
		"ada@x.example",
		"Ad\uFFFD",
	]);
	expect([...file.csv()].join("")).toBe(
		"refused_line,refused_because,email,name\r\n2,They unsubscribed.\r\n",
	);
});

test("all of many rows are there, and what memory has no room for is not counted as kept", async () => {
	const header = ["email"];
	const all = refusedRows(header);
	const some = refusedRows(header, 1);
	for (let line = 2; line < 20_002; line++)
		for (const file of [all, some]) file.add(refusal(line), [`row ${line}`]);
	expect(all.count).toBe(20_000);
	const rows = await rowsIn([...all.csv()].join(""));
	expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(
		Array.from({ length: 20_000 }, (_, index) => String(index + 2)),
	);
	expect(some.count).toBeGreaterThan(100);
	expect(some.count).toBeLessThan(20_000);
	expect(await rowsIn([...some.csv()].join(""))).toHaveLength(some.count + 1);
});
