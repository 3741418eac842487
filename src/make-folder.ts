import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing. Unlike `mkdir` with
 * `recursive`, it tries each folder once: Node tries for ever below `/proc`, where
 * a folder that is there says that it isn't (Node 24).
 *
 * @param mode of each folder that it makes
 * @throws the system's error, for example ENOENT, EACCES or ENOTDIR
 */
export function makeFolder(path: string, mode = 0o777): void {
	if (isFolder(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolder(parent, mode);
	try {
		mkdirSync(path, { mode });
	} catch (error) {
		// Another process may have made it just now.
		if (!isFolder(path)) throw error;
	}
}

function isFolder(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
