import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { describeError } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { encodingFault, utf8Text } from "../../text/text-encoding.ts";
import { currentFile, everyNameOf } from "./earlier-names.ts";

/** The digest itself. */
export const WEEKLY = "weekly.mjml";
/** The digest in brief. */
export const BRIEF = "brief.tsx";
/** Colours, logo, words and footer, as data. */
export const THEME_JSON = "theme.json";

/** The folders in which templates are looked for. */
export interface TemplateFolders {
	/** Ours. */
	readonly own: string;
	/** The editor's, each of whose files replaces ours of the same name; null: there is none. */
	readonly editors: string | null;
	/** The path of a theme.json; null: the one in the editor's folder, if there is one. */
	readonly themeFile: string | null;
}

/** Names of templates. Other files, which programs and systems leave in folders, must not change the hash and so undo an approval. */
const TEMPLATE = /\.(?:mjml|css|tsx?|json)$/;
const IGNORED = /(?:^|[/\\])(?:\.|node_modules(?:[/\\]|$))/;

/** A hash of the exact state of the templates: the path and the bytes of each of them. */
export async function hashTemplates(folders: TemplateFolders): Promise<string> {
	const files = new Map<string, string>();
	for (const dir of [folders.own, folders.editors])
		if (dir !== null)
			for (const file of await templatesIn(dir))
				files.set(file, join(dir, file));
	const theme = themeJson(folders);
	if (theme !== null) files.set(THEME_JSON, theme);
	const hash = createHash("sha256");
	for (const file of [...files.keys()].sort()) {
		const bytes = await readBytes(folders, files.get(file) as string);
		const path = file.split(sep).join("/");
		hash.update(`${path}\n${bytes.length}\n`).update(bytes);
	}
	return hash.digest("hex");
}

/** The templates in a folder, as paths within it. @throws TemplateError when it can not be read */
export async function templatesIn(dir: string): Promise<string[]> {
	const entries = await readdir(dir, {
		recursive: true,
		withFileTypes: true,
	}).catch((error: unknown) => {
		throw new TemplateError(
			dir,
			null,
			`it can't be read as a folder of templates: ${describeError(error)}`,
		);
	});
	return entries
		.filter((entry) => !entry.isDirectory() && TEMPLATE.test(entry.name))
		.map((entry) => relative(dir, join(entry.parentPath, entry.name)))
		.filter((file) => !IGNORED.test(file));
}

/** The path of the editor's template, also under an earlier name, or else of ours. */
export function pathOf(folders: TemplateFolders, file: string): string {
	const { own, editors } = folders;
	const theirs =
		editors === null
			? undefined
			: everyNameOf(file)
					.map((name) => join(editors, name))
					.find(existsSync);
	return theirs ?? join(own, currentFile(file));
}

/** The name of a file in messages: of the editor's the whole path, of ours the path within the folder. */
export function displayName(
	{ own, editors }: TemplateFolders,
	path: string,
): string {
	if (editors !== null && isWithin(editors, path)) return path;
	const name = relative(own, path);
	return name.startsWith("..") ? path : name.split(sep).join("/");
}

/** The path of theme.json; null: there is none. */
export function themeJson({
	editors,
	themeFile,
}: TemplateFolders): string | null {
	if (themeFile !== null) return themeFile;
	const path = editors === null ? null : join(editors, THEME_JSON);
	return path !== null && existsSync(path) ? path : null;
}

/** @throws TemplateError when there is no such file */
export async function readTemplate(
	folders: TemplateFolders,
	file: string,
): Promise<string> {
	return readText(folders, pathOf(folders, file));
}

/**
 * A text file of the templates, without a byte order mark.
 *
 * @throws TemplateError when it can't be read, or it is not UTF-8
 */
export async function readText(
	folders: TemplateFolders,
	path: string,
): Promise<string> {
	const bytes = await readBytes(folders, path);
	const fault = encodingFault(bytes);
	if (fault !== null)
		throw new TemplateError(
			displayName(folders, path),
			null,
			`the file ${fault}`,
		);
	return utf8Text(bytes);
}

/**
 * Templates of data are read as they are, and mailed. A link in a folder that
 * somebody else made must not lead to another file of this machine.
 *
 * @throws TemplateError when there is no such file, or a link leads out of the editor's folder
 */
export async function readBytes(
	folders: TemplateFolders,
	path: string,
): Promise<Buffer> {
	const name = displayName(folders, path);
	const fault = (what: string) => new TemplateError(name, null, what);
	try {
		// A pipe or a device may never end.
		if (!(await stat(path)).isFile()) throw fault("it is not a file");
		if (await leadsOut(folders, path))
			throw fault(
				"it is a link that leads out of its folder: put the file itself there",
			);
		return await readFile(path);
	} catch (error) {
		throw error instanceof TemplateError ? error : fault(describeError(error));
	}
}

async function leadsOut(
	{ editors }: TemplateFolders,
	path: string,
): Promise<boolean> {
	if (editors === null || !isWithin(editors, path)) return false;
	return !isWithin(await realpath(editors), await realpath(path));
}

function isWithin(dir: string, path: string): boolean {
	const way = relative(dir, path);
	return !isAbsolute(way) && way.split(sep)[0] !== "..";
}

/** The same error, naming the editor's file by its path where that replaces ours. */
export function withEditorsPath(
	folders: TemplateFolders,
	error: unknown,
): unknown {
	if (!(error instanceof TemplateError) || isAbsolute(error.file)) return error;
	const { file, line, what } = error;
	return new TemplateError(
		displayName(folders, pathOf(folders, file)),
		line,
		what,
	);
}
