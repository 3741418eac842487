import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes sure that the file and its folder are there, and when they are new,
 * that nobody but their owner can read them: they hold addresses and keys.
 * SQLite gives its companion files the same permissions.
 */
export function ensurePrivateFile(path: string): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	closeSync(openSync(path, "a", 0o600));
}
