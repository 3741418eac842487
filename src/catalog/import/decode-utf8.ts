import { isUtf8 } from "node:buffer";
import { isUtf16 } from "../../text/text-encoding.ts";
import { badInput } from "./problem.ts";

/**
 * Bytes as text, without a byte order mark.
 *
 * @param firstLine the number of the line at which the bytes begin
 * @throws BadInput `not-utf8` with the first line that is not UTF-8
 */
export function decodeUtf8(bytes: Buffer, firstLine = 1): string {
	if (isUtf8(bytes) && !isUtf16(bytes))
		return bytes.toString("utf8").replace(/^\ufeff/, "");
	// A line feed is never part of another character, so each line can be checked alone.
	const lines = bytes.toString("latin1").split("\n");
	const wrong = lines.findIndex((one) => !isUtf8(Buffer.from(one, "latin1")));
	throw badInput(
		"not-utf8",
		isUtf16(bytes)
			? "is UTF-16; save it as UTF-8"
			: "is not UTF-8 text; save it as UTF-8",
		{ line: firstLine + Math.max(wrong, 0) },
	);
}
