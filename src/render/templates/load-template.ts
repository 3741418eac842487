import { SourceMap, type SourceMapPayload } from "node:module";
import { describeError } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import {
	displayName,
	hashTemplates,
	pathOf,
	type TemplateFolders,
} from "./template-files.ts";

/** A template that is code, loaded. */
export interface TemplateModule {
	/** Its name in messages. */
	readonly file: string;
	readonly exports: Record<string, unknown>;
	/** An error thrown by the template, as one that names the file and, if it is known, the line. */
	blame(error: unknown): TemplateError;
}

/** @throws TemplateError with file and line */
export type LoadTemplate = (file: string) => Promise<TemplateModule>;

/** Loads each template once, and again when any file of the folders has changed. */
export function templateLoader(folders: TemplateFolders): LoadTemplate {
	let version = "";
	const loaded = new Map<string, Promise<TemplateModule>>();
	return async (file) => {
		const now = await hashTemplates(folders);
		if (now !== version) loaded.clear();
		version = now;
		const module = loaded.get(file) ?? load(folders, file);
		loaded.set(file, module);
		// The template may not be at fault, so a failed load is tried again at the next call.
		module.catch(() => loaded.delete(file));
		return module;
	};
}

/**
 * The template runs in this process and may do all that the process may. The
 * folder is trusted as much as the program itself.
 */
async function load(
	folders: TemplateFolders,
	file: string,
): Promise<TemplateModule> {
	const { bundle } = await import("./bundle.ts");
	const { code, map } = await bundle(folders, file);
	const name = displayName(folders, pathOf(folders, file));
	const blame = (error: unknown) =>
		error instanceof TemplateError
			? error
			: new TemplateError(...origin(error, map, folders, name));
	const source = Buffer.from(`${code}\n//# sourceURL=${SOURCE_URL}`);
	try {
		const url = `data:text/javascript;base64,${source.toString("base64")}`;
		return { file: name, exports: await import(/* @vite-ignore */ url), blame };
	} catch (error) {
		throw blame(error);
	}
}

const SOURCE_URL = "verdict-template.js";
/** The template in a line of a stack. Some test runners show the address of a module instead of its sourceURL. */
const IN_TEMPLATE =
	/(?:verdict-template\.js|data:text\/javascript;base64,[\w+/=]*):(\d+):(\d+)/;

function origin(
	error: unknown,
	map: string,
	folders: TemplateFolders,
	name: string,
): [file: string, line: number | null, what: string] {
	const what = describeError(error);
	const [, line, column] =
		IN_TEMPLATE.exec((error instanceof Error && error.stack) || "") ?? [];
	if (line === undefined || column === undefined) return [name, null, what];
	const payload = JSON.parse(map) as SourceMapPayload;
	const entry = new SourceMap(payload).findEntry(
		Number(line) - 1,
		Number(column) - 1,
	);
	return "originalSource" in entry
		? [displayName(folders, entry.originalSource), entry.originalLine + 1, what]
		: [name, null, what];
}
