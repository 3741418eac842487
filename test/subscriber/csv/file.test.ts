import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import {
	decodeText,
	parseEncoding,
} from "../../../src/subscriber/csv/decode.ts";
import type { EncodingGuess } from "../../../src/subscriber/csv/guess-encoding.ts";
import { readRows } from "../../../src/subscriber/csv/rows.ts";

async function read(bytes: Uint8Array, encoding: string | null = null) {
	let guess: EncodingGuess | undefined;
	const cells: string[][] = [];
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += 65_536)
		pieces.push(bytes.subarray(at, at + 65_536));
	const text = decodeText(Readable.from(pieces), encoding, (one) => {
		guess = one;
	});
	for await (const rows of readRows(text))
		cells.push(...rows.map((row) => row.cells));
	return { guess, cells };
}

/** Encodes text of the signs that a legacy encoding has, by asking its decoder for each byte or pair. */
function encode(text: string, encoding: string): Buffer {
	const decoder = new TextDecoder(encoding);
	const bytesOf = new Map<string, number[]>();
	for (let first = 255; first >= 0; first--) {
		for (let second = 255; first >= 0x81 && second >= 0x40; second--) {
			const sign = decoder.decode(Uint8Array.of(first, second));
			if ([...sign].length === 1) bytesOf.set(sign, [first, second]);
		}
		const sign = decoder.decode(Uint8Array.of(first));
		if (sign.length === 1 && sign !== "\uFFFD") bytesOf.set(sign, [first]);
	}
	return Buffer.from(
		[...text].flatMap((sign) => {
			const bytes = bytesOf.get(sign);
			if (!bytes) throw new Error(`${encoding} has no ${sign}`);
			return bytes;
		}),
	);
}

const NAMES: [encoding: string, name: string][] = [
	["windows-1252", "Jürgen Größe"],
	["windows-1251", "Иван Петров"],
	["macintosh", "Zoë Åkesson"],
	["shift_jis", "山田すずき"],
	["gb18030", "王小明 李娜"],
	["big5", "陳志明 林美玲"],
	["euc-kr", "김철수 이영희"],
	["koi8-r", "Ольга Соколова"],
	["windows-1250", "Łukasz Wiśniewski Dvořák"],
	["windows-1253", "Γιώργος Παπαδόπουλος"],
	["windows-1254", "Ayşe Yıldız"],
	["ibm866", "Дмитрий Орлов"],
];

it.each(NAMES)(
	"a file in %s is read as such when it is named, and guessed",
	async (encoding, name) => {
		const bytes = encode(`email,name\na@example.com,${name}\n`, encoding);
		const named = await read(bytes, parseEncoding(encoding));
		expect(named.cells[1]).toEqual(["a@example.com", name]);
		expect(named.guess).toMatchObject({ guessed: false });
		const guessed = await read(bytes);
		expect(guessed.cells[1]).toEqual(["a@example.com", name]);
		expect(guessed.guess).toMatchObject({ encoding, guessed: true });
		expect(name).toContain(guessed.guess?.example);
	},
);

it.each(["utf-16le", "utf-16be"])(
	"a file in %s needs no mark",
	async (encoding) => {
		const bytes = Buffer.from("email,name\na@example.com,Иван\n", "utf16le");
		if (encoding === "utf-16be") bytes.swap16();
		expect(await read(bytes)).toEqual({
			guess: expect.objectContaining({ encoding, guessed: false }),
			cells: [
				["email", "name"],
				["a@example.com", "Иван"],
			],
		});
	},
);

it("the encodings of the web are known by every name, and another name is refused in words", () => {
	expect(parseEncoding("cp1251")).toBe("windows-1251");
	expect(parseEncoding(" SJIS ")).toBe("shift_jis");
	expect(parseEncoding("latin1")).toBe("windows-1252");
	expect(() => parseEncoding("cp850")).toThrow(/“cp850” is not an encoding/);
});

it.each<[what: string, bytes: Uint8Array, says: RegExp]>([
	["gzip", gzipSync("email\na@example.com\n"), /gzip. Unpack it/],
	[
		"xlsx",
		Buffer.from("PK\x03\x04\x14\0\x06\0[Content_Types].xml \xa2", "latin1"),
		/Excel workbook \(xlsx\).*CSV/,
	],
	["zip", Buffer.from("PK\x03\x04\x14\0\0\0list.csv", "latin1"), /ZIP archive/],
	["xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), /old Excel workbook/],
	["pdf", Buffer.from("%PDF-1.7\n"), /PDF/],
	["png", Buffer.from("89504e470d0a1a0a", "hex"), /picture \(PNG\)/],
	["html", Buffer.from("\n<!DOCTYPE html><title>Log in</title>"), /web page/],
	["json", Buffer.from('[{"email":"a@example.com"}]'), /JSON/],
	["vcard", Buffer.from("BEGIN:VCARD\nEMAIL:a@example.com\n"), /vCard/],
])(
	"a file of the kind %s is refused in words that say what it is",
	async (_, bytes, says) => {
		await expect(read(bytes)).rejects.toThrow(says);
		await expect(read(bytes, "utf-8")).rejects.toThrow(says);
	},
);

it("a row of more than 1 MiB is said to be too long, and an open quote to open in its line", async () => {
	const long = "x".repeat(2 ** 21);
	await expect(
		read(Buffer.from(`email,note\na@x.de,${long}\nb@x.de,\n`)),
	).rejects.toThrow(/row in line 2 is too long/);
	await expect(
		read(Buffer.from(`email,note\na@x.de,"one\ntwo","${long}\n`)),
	).rejects.toThrow(/quote that opens in line 3 is never closed/);
});

it("a line break within the quotes of a header does not hide the delimiter", async () => {
	const { cells } = await read(
		Buffer.from(
			'"Your\ne-mail address";"Your name";"When, and why"\na@x.de;Ana;x\n',
		),
	);
	expect(cells[1]).toEqual(["a@x.de", "Ana", "x"]);
});
