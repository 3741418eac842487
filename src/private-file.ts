import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Creates the file and its folder if they are missing. What it creates only the
 * owner can read, because the file contains addresses and keys.
 * SQLite gives its companion files the same permissions.
 */
export function ensurePrivateFile(path: string): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	closeSync(openSync(path, "a", 0o600));
}
