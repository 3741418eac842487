/*
 * Quoted-printable (RFC 2045 6.7) in pieces. Every piece begins at the start
 * of a line and ends at the start of the next, so that pieces encoded at
 * different times can be put after each other: one that does not end with a
 * line break of its own ends with a soft one.
 */

/** Without the soft break's "=": 76 is the most a line may hold. */
const ROOM = 75;
const SOFT = "=\r\n";

/**
 * Short ASCII on one line: most names and addresses. Not at its start: a dot,
 * which SMTP would have to double, and an F, which may begin "From ".
 */
const SIMPLE = /^[ -\-/-<>-EG-~][ -<>-~]{0,73}$/;

/** Text, with `\n` for its line breaks, as a piece of an encoded body: ASCII, CRLF, lines of at most 76. */
export function encodeQuotedPrintable(text: string): string {
	if (text === "") return "";
	if (SIMPLE.test(text)) return text + SOFT;
	return quoteBytes(Buffer.from(text, "utf8"));
}

function quoteBytes(bytes: Buffer): string {
	let out = "";
	let line = "";
	for (let index = 0; index < bytes.length; index += 1) {
		const byte = bytes[index] ?? 0;
		if (byte === 0x0a) {
			out += `${hardEnd(line)}\r\n`;
			line = "";
			continue;
		}
		let unit = plainByte(byte) ? String.fromCharCode(byte) : hex(byte);
		if (line.length + unit.length > ROOM) {
			out += line + SOFT;
			line = "";
		}
		if (line === "" && mustHide(bytes, index)) unit = hex(byte);
		line += unit;
	}
	return line === "" ? out : out + line + SOFT;
}

/** White space at the end of a line would be taken for padding added on the way. */
function hardEnd(line: string): string {
	const last = line.at(-1);
	if (last !== " " && last !== "\t") return line;
	const kept = line.slice(0, -1);
	const encoded = hex(last.charCodeAt(0));
	return kept.length + encoded.length > ROOM + 1
		? kept + SOFT + encoded
		: kept + encoded;
}

function plainByte(byte: number): boolean {
	return (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d) || byte === 0x09;
}

/** At the start of a line: a dot (SMTP), and "From " (mailbox files put a ">" before it). */
function mustHide(bytes: Buffer, index: number): boolean {
	return (
		bytes[index] === 0x2e ||
		bytes.subarray(index, index + 5).toString("latin1") === "From "
	);
}

function hex(byte: number): string {
	return `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
