/*
 * Quoted-printable (RFC 2045 6.7) in pieces that can be joined. Every piece
 * begins at the start of a line and ends at the start of the next: a piece that
 * does not end with a line break ends with a soft one.
 */

/** A line may hold 76 characters, one of which is the "=" of a soft break. */
const LINE_LENGTH = 75;
const SOFT_BREAK = "=\r\n";

/**
 * Short ASCII on one line, as most names and addresses are. It must not begin
 * with a dot, which SMTP would double, or with an F, which may begin "From ".
 */
const SIMPLE = /^[ -\-/-<>-EG-~][ -<>-~]{0,73}$/;

/** Encodes text, with `\n` as its line breaks, as a piece of a body: ASCII with CRLF and lines of at most 76 characters. */
export function encodeQuotedPrintable(text: string): string {
	if (text === "") return "";
	if (SIMPLE.test(text)) return text + SOFT_BREAK;
	return encodeBytes(Buffer.from(text, "utf8"));
}

function encodeBytes(bytes: Buffer): string {
	let out = "";
	let line = "";
	for (let index = 0; index < bytes.length; index += 1) {
		const byte = bytes[index] ?? 0;
		if (byte === 0x0a) {
			out += `${lineEnd(line)}\r\n`;
			line = "";
			continue;
		}
		let unit = isPlainByte(byte) ? String.fromCharCode(byte) : hex(byte);
		if (line.length + unit.length > LINE_LENGTH) {
			out += line + SOFT_BREAK;
			line = "";
		}
		if (line === "" && isEncodedAtStart(bytes, index)) unit = hex(byte);
		line += unit;
	}
	return line === "" ? out : out + line + SOFT_BREAK;
}

/** The end of a line. White space there must be encoded: a decoder takes it for padding. */
function lineEnd(line: string): string {
	const last = line.at(-1);
	if (last !== " " && last !== "\t") return line;
	const kept = line.slice(0, -1);
	const encoded = hex(last.charCodeAt(0));
	return kept.length + encoded.length > LINE_LENGTH + 1
		? kept + SOFT_BREAK + encoded
		: kept + encoded;
}

function isPlainByte(byte: number): boolean {
	return (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d) || byte === 0x09;
}

/** What must be encoded at the start of a line: a dot (SMTP doubles it), and "From " (mailbox files put a ">" before it). */
function isEncodedAtStart(bytes: Buffer, index: number): boolean {
	return (
		bytes[index] === 0x2e ||
		bytes.subarray(index, index + 5).toString("latin1") === "From "
	);
}

function hex(byte: number): string {
	return `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
