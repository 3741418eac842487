import { parseEnv } from "node:util";
import { Failure } from "../errors.ts";
import type { Environment } from "./setting.ts";

/**
 * Reads the bytes of a `.env` file. Editors of Windows put a byte order mark
 * before UTF-8, and some save UTF-16: its first setting would be lost, or all.
 *
 * @throws Failure `bad-settings` for a file that is not UTF-8
 */
export function readEnvFile(bytes: Uint8Array): Environment {
	try {
		// It also drops the byte order mark of UTF-8.
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		if (!text.includes("\0")) return parseEnv(text);
	} catch {
		// It is not UTF-8, as is said below.
	}
	throw new Failure(
		"bad-settings",
		"The file .env is not UTF-8 text. Save it again as UTF-8.",
	);
}
