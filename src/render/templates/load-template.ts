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
	/** What it is called in messages. */
	readonly file: string;
	readonly exports: Record<string, unknown>;
	/** An error that arose in it, with the template and line where that is known. */
	blame(error: unknown): TemplateError;
}

/** @throws TemplateError with file and line */
export type LoadTemplate = (file: string) => Promise<TemplateModule>;

/** Loads each template once, and anew when any file of the folders has changed. */
export function templateLoader(folders: TemplateFolders): LoadTemplate {
	let version = "";
	const loaded = new Map<string, Promise<TemplateModule>>();
	return async (file) => {
		const now = await hashTemplates(folders);
		if (now !== version) loaded.clear();
		version = now;
		const module = loaded.get(file) ?? load(folders, file);
		loaded.set(file, module);
		// Not every failure is the template's own: the next one to ask tries again.
		module.catch(() => loaded.delete(file));
		return module;
	};
}

/**
 * It runs in this process and may do all that the process may: a folder of
 * templates is trusted as the program itself.
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
	const source = Buffer.from(`${code}\n//# sourceURL=${CALLED}`);
	try {
		const url = `data:text/javascript;base64,${source.toString("base64")}`;
		return { file: name, exports: await import(/* @vite-ignore */ url), blame };
	} catch (error) {
		throw blame(error);
	}
}

const CALLED = "verdict-template.js";
/** Of a line of a stack; some test runners show a module's address instead of what it is called. */
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
