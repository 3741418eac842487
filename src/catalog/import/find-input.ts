import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { ImportProblem } from "./problem.ts";

export type InputKind = "json" | "lines" | "capture";

export interface InputFile {
	path: string;
	/** What messages call it: the path, or what it was called where it came from. */
	name: string;
	kind: InputKind;
	/** In bytes. */
	size: number;
}

const KINDS: Record<string, InputKind> = {
	".json": "json",
	".jsonl": "lines",
	".ndjson": "lines",
	".txt": "capture",
};

export const ENDINGS = Object.keys(KINDS).join(", ");

/** What a file of this name would hold; undefined: it can't be imported. */
export function kindOf(name: string): InputKind | undefined {
	return KINDS[extname(name).toLowerCase()];
}

/**
 * The files that the paths name, and those in folders at any depth: in the order
 * of the paths, sorted within a folder, each file once. In folders, hidden files
 * and files of other kinds are ignored.
 */
export async function findInput(
	paths: readonly string[],
): Promise<{ files: InputFile[]; errors: ImportProblem[] }> {
	const found: Search = { files: [], errors: [], seen: new Set() };
	for (const path of paths) await search(path, true, [], found);
	return { files: found.files, errors: found.errors };
}

interface Search {
	files: InputFile[];
	errors: ImportProblem[];
	/** Real paths: a file with two names is read once, and links are not followed twice. */
	seen: Set<string>;
}

/** Returns whether there was a file to import, or an error. */
async function search(
	path: string,
	named: boolean,
	above: readonly string[],
	found: Search,
): Promise<boolean> {
	const fail = (code: string, message: string) => {
		found.errors.push({ code, file: path, message });
		return true;
	};
	try {
		const info = await stat(path);
		const real = await realpath(path);
		if (above.includes(real))
			return fail(
				"symlink-loop",
				"is a link to a folder that contains it; remove the link",
			);
		const kind = kindOf(path);
		if (!info.isDirectory() && !kind)
			return (
				named &&
				fail(
					"unknown-kind",
					`can't be imported; name a folder, or a file that ends in ${ENDINGS}`,
				)
			);
		if (!info.isDirectory() && !info.isFile())
			return fail("not-a-file", "is neither a file nor a folder");
		if (found.seen.has(real)) return true;
		found.seen.add(real);
		if (!info.isDirectory()) {
			if (kind) found.files.push({ path, name: path, kind, size: info.size });
			return true;
		}
		let any = false;
		for (const name of (await readdir(path)).sort())
			if (!name.startsWith("."))
				any =
					(await search(join(path, name), false, [...above, real], found)) ||
					any;
		if (named && !any)
			return fail("no-input", `contains no files to import (${ENDINGS})`);
		return any;
	} catch (error) {
		return fail(...describeFileError(error));
	}
}

/**
 * What the file system refused, as a code and a message.
 *
 * @throws the error itself when an editor can do nothing about it
 */
export function describeFileError(
	error: unknown,
): [code: string, message: string] {
	const code = error instanceof Error && "code" in error ? error.code : "";
	if (code === "ENOENT" || code === "ENOTDIR")
		return ["no-such-path", "does not exist"];
	if (code === "ELOOP")
		return ["symlink-loop", "is a link that leads back to itself"];
	if (code === "EACCES" || code === "EPERM")
		return ["unreadable", "can't be read; check its permissions"];
	throw error;
}
