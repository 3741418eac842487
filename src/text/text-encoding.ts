import { isUtf8 } from "node:buffer";

/**
 * Why the bytes of a text file can't be read as UTF-8, to follow the file's
 * name: editors and shells of Windows save UTF-16 when nobody says otherwise.
 * Null when they can.
 */
export function encodingFault(bytes: Uint8Array): string | null {
	if (isUtf16(bytes))
		return "is not UTF-8 text but UTF-16; open it in an editor and save it with the encoding UTF-8";
	return isUtf8(bytes)
		? null
		: "is not UTF-8 text; open it in an editor and save it with the encoding UTF-8";
}

/** By the byte order mark; without one by the zero beside the first sign, as all our files begin with ASCII. */
export function isUtf16(bytes: Uint8Array): boolean {
	const [first, second, third, fourth] = bytes;
	if (first === 0xff && second === 0xfe) return true;
	if (first === 0xfe && second === 0xff) return true;
	return first === 0
		? second !== 0 && second !== undefined && third === 0
		: second === 0 && third !== 0 && (fourth === 0 || fourth === undefined);
}

/** UTF-8 as text, without a byte order mark, which is no part of it. */
export function utf8Text(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
