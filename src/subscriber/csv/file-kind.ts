import { Failure } from "../../errors.ts";

/** Beginnings of files that are no text, in Latin-1, and what they are. */
const KINDS: readonly [begins: string, what: string][] = [
	["\x1f\x8b", "compressed with gzip. Unpack it"],
	["BZh", "compressed with bzip2. Unpack it"],
	["\xfd7zXZ", "compressed with xz. Unpack it"],
	["\x28\xb5\x2f\xfd", "compressed with zstd. Unpack it"],
	["7z\xbc\xaf", "a 7z archive. Unpack it"],
	["Rar!\x1a", "a RAR archive. Unpack it"],
	["%PDF-", "a PDF. Export the list as CSV from where it came from"],
	["\x89PNG", "a picture (PNG). Export the list as CSV"],
	["\xff\xd8\xff", "a picture (JPEG). Export the list as CSV"],
	["GIF8", "a picture (GIF). Export the list as CSV"],
	[
		"\xd0\xcf\x11\xe0",
		"an old Excel workbook (xls). Open it, and save the sheet as “CSV UTF-8”",
	],
	["SQLite format 3\0", "an SQLite database. Export its table as CSV"],
	["{\\rtf", "a text document (RTF). Save it as plain text"],
];

/** Beginnings of text that is no CSV, without spaces before it. */
const TEXTS: readonly [begins: RegExp, what: string][] = [
	[
		/^<(?:!doctype|html|head|body)/i,
		"a web page, perhaps that of a login. Download the export again",
	],
	[/^<\?xml/i, "XML. Export the list as CSV"],
	[/^BEGIN:VCARD/i, "a vCard. Export the contacts as CSV"],
	[/^[[{]\s*["{[]/, "JSON. Export the list as CSV"],
];

/**
 * Refuses a file that is no text, or no CSV, by its beginning.
 *
 * @throws Failure `not-csv` that says what the file is and what to do
 */
export function refuseOtherKinds(head: Uint8Array): void {
	const start = Buffer.from(head.subarray(0, 4096)).toString("latin1");
	const what = start.startsWith("PK\x03\x04")
		? zipKind(start)
		: (KINDS.find(([begins]) => start.startsWith(begins))?.[1] ??
			TEXTS.find(([begins]) =>
				begins.test(start.replace(/^(?:\xef\xbb\xbf)?\s*/, "")),
			)?.[1]);
	if (what !== undefined)
		throw new Failure(
			"not-csv",
			`The file is no CSV: it is ${what}, and import that.`,
		);
}

function zipKind(start: string): string {
	if (start.includes("opendocument.spreadsheet"))
		return "an OpenDocument spreadsheet (ods). Open it, and save the sheet as CSV in UTF-8";
	if (/xl\/|\[Content_Types\]\.xml|_rels\/|docProps\//.test(start))
		return "an Excel workbook (xlsx). Open it, and save the sheet as “CSV UTF-8”";
	return "a ZIP archive. Unpack it; exports of several lists hold one CSV file for each";
}
