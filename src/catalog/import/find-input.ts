import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { describeFileError } from "./file-error.ts";
import type { Finding } from "./finding.ts";

export type InputKind = "json" | "lines" | "capture";

export interface InputFile {
	path: string;
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

const ENDINGS = Object.keys(KINDS).join(", ");

/**
 * The files that the paths name, folders searched to the bottom, in the order
 * of the paths and sorted within a folder; each file once. Hidden files and
 * other kinds of file are passed over in folders.
 */
export async function findInput(
	paths: readonly string[],
): Promise<{ files: InputFile[]; errors: Finding[] }> {
	const found: Search = { files: [], errors: [], seen: new Set() };
	for (const path of paths) await search(path, true, [], found);
	return { files: found.files, errors: found.errors };
}

interface Search {
	files: InputFile[];
	errors: Finding[];
	/** Real paths: what has two names is read once, and no web of links is walked twice. */
	seen: Set<string>;
}

/** Returns whether there was anything to import or to complain about. */
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
			return fail("symlink-loop", "is a link to a folder that it lies in");
		const kind = KINDS[extname(path).toLowerCase()];
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
			if (kind) found.files.push({ path, kind, size: info.size });
			return true;
		}
		let any = false;
		for (const name of (await readdir(path)).sort())
			if (!name.startsWith("."))
				any =
					(await search(join(path, name), false, [...above, real], found)) ||
					any;
		if (named && !any)
			return fail("no-input", `holds nothing to import (${ENDINGS})`);
		return any;
	} catch (error) {
		return fail(...describeFileError(error));
	}
}
