/** More of a message is not read. */
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * The bytes of a message as a string of one character a byte, with LF line ends.
 * CRLF, CR CRLF (of servers that convert twice), LF and bare CR all end a line.
 */
export function linesOf(raw: Uint8Array): string {
	const length = Math.min(raw.length, MAX_BYTES);
	const lines = Buffer.allocUnsafe(length);
	let end = 0;
	for (let at = 0; at < length; at++) {
		const byte = raw[at] ?? 0;
		if (byte === CR) {
			if (raw[at + 1] === CR && raw[at + 2] === LF) at += 2;
			else if (raw[at + 1] === LF) at++;
		}
		const kept = byte === CR ? LF : byte;
		// Empty lines before the first header are no end of the headers.
		if (end > 0 || kept !== LF) lines[end++] = kept;
	}
	return lines.toString("latin1", 0, end);
}

const CR = 13;
const LF = 10;

/** More of a text part is not decoded: what a server says stands at its beginning. */
const MAX_TEXT = 48 * 1024;

/**
 * The text of a part.
 *
 * @param bytes one character a byte
 * @param encoding Content-Transfer-Encoding; unknown ones are taken as 8bit
 * @param charset any label of the Encoding standard; an unknown or missing one is
 * guessed: UTF-8 if valid, else ISO-2022-JP by its escapes, else Windows-1252
 */
export function decodeText(
	bytes: string,
	encoding: string,
	charset: string | null,
): string {
	return decodeCharset(
		decodeTransfer(bytes.slice(0, MAX_TEXT), encoding),
		charset,
	);
}

function decodeTransfer(bytes: string, encoding: string): Buffer {
	if (encoding === "base64") return Buffer.from(bytes, "base64");
	if (encoding !== "quoted-printable") return Buffer.from(bytes, "latin1");
	return Buffer.from(
		bytes
			.replace(/[ \t]{0,76}=[ \t]{0,76}\n/g, (end) =>
				end.slice(0, end.indexOf("=")),
			)
			.replace(/=([\da-f]{2})/gi, (_, hex: string) =>
				String.fromCharCode(Number.parseInt(hex, 16)),
			),
		"latin1",
	);
}

function decodeCharset(bytes: Buffer, charset: string | null): string {
	const label = charset?.toLowerCase().trim() ?? "";
	if (label === "" || label === "us-ascii" || label === "ascii")
		return guessed(bytes);
	try {
		return new TextDecoder(label).decode(bytes).replace(/\r\n?/g, "\n");
	} catch {
		return guessed(bytes);
	}
}

function guessed(bytes: Buffer): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: ISO-2022-JP is known by its escapes.
	const japanese = /\x1b\$[@B]/.test(bytes.toString("latin1", 0, 4096));
	if (japanese) return new TextDecoder("iso-2022-jp").decode(bytes);
	const utf8 = new TextDecoder("utf-8").decode(bytes);
	// One broken character may be the end that was cut off.
	return utf8.split("\uFFFD").length > 2
		? new TextDecoder("windows-1252").decode(bytes)
		: utf8;
}

/** A header's value with its encoded words (RFC 2047) decoded. */
export function decodeWords(value: string): string {
	if (!value.includes("=?"))
		return decodeCharset(Buffer.from(value, "latin1"), null);
	return value
		.slice(0, 4000)
		.replace(/\?=\s{1,20}=\?/g, "?==?")
		.replace(
			/=\?([^?\s]{1,40})\?([bq])\?([^?]{0,1000})\?=/gi,
			(_, charset: string, kind: string, text: string) =>
				kind.toLowerCase() === "b"
					? decodeText(text, "base64", charset)
					: decodeText(text.replaceAll("_", " "), "quoted-printable", charset),
		);
}

/** The text of HTML, its blocks as lines. Linear; for words only, never for showing. */
export function textOfHtml(html: string): string {
	return withoutElement(withoutElement(html, "style"), "script")
		.replace(
			/<(?:br|\/?p|\/?div|\/?tr|\/?li|\/?h\d|\/?table|hr|\/?pre)\b[^<>]{0,300}>/gi,
			"\n",
		)
		.replace(/<[a-z/!][^<>@]{0,2000}>/gi, " ")
		.replace(/<a\b[^<>]{0,2000}>/gi, " ")
		.replace(
			/&(nbsp|lt|gt|amp|quot|#39|#x27|#64);/g,
			(_, name: string) => ENTITIES[name] ?? " ",
		)
		.replace(/[ \t]{1,}/g, " ");
}

function withoutElement(html: string, name: string): string {
	let kept = "";
	let at = 0;
	for (;;) {
		const start = html.indexOf(`<${name}`, at);
		const end = start < 0 ? -1 : html.indexOf(`</${name}>`, start);
		if (end < 0) return kept + html.slice(at);
		kept += html.slice(at, start);
		at = end + name.length + 3;
	}
}

const ENTITIES: Record<string, string> = {
	nbsp: " ",
	lt: "<",
	gt: ">",
	amp: "&",
	quot: '"',
	"#39": "'",
	"#x27": "'",
	"#64": "@",
};
