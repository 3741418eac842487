import { closeSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeFolder } from "./make-folder.ts";

/**
 * Creates the file and its folder if they are missing. What it creates only the
 * owner can read, because the file contains addresses and keys.
 * SQLite gives its companion files the same permissions.
 */
export function ensurePrivateFile(path: string): void {
	makeFolder(dirname(path), 0o700);
	closeSync(openSync(path, "a", 0o600));
}

/** Reading and writing, for everybody. Nobody reaches a file in a folder that they may not enter. */
const OTHERS = 0o006;

/**
 * A sentence for each of these files that every user of this machine can read or
 * write, such as one that was copied here. A file that is missing has none.
 */
export function openToOthers(paths: readonly string[]): string[] {
	return paths
		.filter(
			(path) =>
				(modeOf(path) & OTHERS) !== 0 &&
				foldersOf(resolve(path)).every(
					(folder) => (modeOf(folder) & 0o001) !== 0,
				),
		)
		.map(
			(path) =>
				`every user of this machine can read ${path}, which has addresses or keys. Run: chmod 600 ${path}`,
		);
}

/** All folders that a path leads through, up to the root. */
function foldersOf(path: string): string[] {
	const folder = dirname(path);
	return folder === path ? [] : [folder, ...foldersOf(folder)];
}

function modeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
}
