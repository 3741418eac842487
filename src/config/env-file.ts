import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Failure } from "../errors.ts";
import { encodingFault, utf8Text } from "../text/text-encoding.ts";
import type { Environment } from "./setting.ts";

/**
 * Reads the bytes of a `.env` file. Editors of Windows put a byte order mark
 * before UTF-8, and some save UTF-16: its first setting would be lost, or all.
 *
 * @throws Failure `bad-settings` for a file that is not UTF-8
 */
export function readEnvFile(bytes: Uint8Array): Environment {
	const fault = encodingFault(bytes);
	if (fault !== null)
		throw new Failure("bad-settings", `The file .env ${fault}.`);
	if (bytes.includes(0))
		throw new Failure(
			"bad-settings",
			"The file .env is not UTF-8 text: it has a zero byte. Write it again with an editor.",
		);
	return parseEnv(utf8Text(bytes));
}

/** What `.env` in the current folder has; nothing when there is none. @throws Failure `bad-settings` */
export function dotEnv(): Environment {
	return existsSync(".env") ? readEnvFile(readFileSync(".env")) : {};
}

/** Whether a `.env` file has a secret, or a URL with a login. */
export function hasSecret(file: Environment): boolean {
	return (
		Boolean(file.SECRET_KEY || file.SECRET_KEY_OLD) ||
		/@/.test(`${file.SMTP_URL}${file.DATABASE_URL}`)
	);
}
