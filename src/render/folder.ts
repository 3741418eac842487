import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { describeError } from "../errors.ts";
import { TemplateError } from "./renderer.ts";

/** The digest itself. */
export const WEEKLY = "weekly.mjml";

/** Names the exact state of a folder of templates: every file's path and bytes. */
export async function hashFolder(dir: string): Promise<string> {
	const entries = await readdir(dir, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	const hash = createHash("sha256");
	for (const file of files) {
		const bytes = await readFile(file);
		const path = file.slice(dir.length).split(sep).join("/");
		hash.update(`${path}\n${bytes.length}\n`).update(bytes);
	}
	return hash.digest("hex");
}

/** @throws TemplateError when there is no such file */
export async function readTemplate(dir: string, file: string): Promise<string> {
	try {
		return await readFile(join(dir, file), "utf8");
	} catch (error) {
		throw new TemplateError(file, null, describeError(error));
	}
}

/**
 * A template that is code. It is loaded anew when the folder has changed; the
 * modules it imports in turn are loaded once in the life of the process.
 *
 * @param version the folder's hash
 * @throws TemplateError when it can't be loaded, with the line where that is known
 */
export async function importTemplate(
	dir: string,
	file: string,
	version: string,
): Promise<Record<string, unknown>> {
	const { href } = pathToFileURL(join(dir, file));
	try {
		return await import(`${href}?v=${version}`);
	} catch (error) {
		const message = describeError(error);
		const line = /:(\d+):\d+: (?:ERROR|error)/.exec(message)?.[1];
		throw new TemplateError(file, line ? Number(line) : null, message);
	}
}
