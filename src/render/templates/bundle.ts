import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
	type BuildFailure,
	build,
	type OnResolveArgs,
	type Plugin,
	type PluginBuild,
	stop,
} from "esbuild";
import { describeError } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { encodingFault, utf8Text } from "../../text/text-encoding.ts";
import { withEveryExport } from "./earlier-names.ts";
import {
	displayName,
	pathOf,
	readBytes,
	type TemplateFolders,
} from "./template-files.ts";

/** The folder from which packages are resolved, also for templates outside it. */
const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

let running = 0;

/**
 * Bundles a template that is code with all that it imports. Both folders count as
 * one: a file of the editor's replaces ours in every file that imports it.
 *
 * @throws TemplateError with file and line
 */
export async function bundle(
	folders: TemplateFolders,
	file: string,
): Promise<{ code: string; map: string }> {
	running++;
	try {
		const { outputFiles } = await build({
			entryPoints: [file],
			outfile: join(PROJECT, "template.js"),
			write: false,
			bundle: true,
			format: "esm",
			platform: "node",
			target: "node20",
			jsx: "automatic",
			// A tsconfig.json in the folder is ignored, so that a template means the same everywhere.
			tsconfigRaw: {},
			sourcemap: "external",
			logLevel: "silent",
			absWorkingDir: PROJECT,
			plugins: [bothFolders(folders)],
		});
		const [map, code] = outputFiles;
		return { map: mapOf(map?.text ?? ""), code: code?.text ?? "" };
	} catch (error) {
		throw faultOf(folders, file, error);
	} finally {
		running--;
		// Otherwise esbuild's process runs as long as ours; and if something kills it, no later build works.
		if (running === 0) await stop();
	}
}

/** The source map, with absolute paths of its sources. */
function mapOf(text: string): string {
	const map = JSON.parse(text) as { sources: string[] };
	const sources = map.sources.map((source) => resolve(PROJECT, source));
	return JSON.stringify({ ...map, sources });
}

function faultOf(
	folders: TemplateFolders,
	file: string,
	error: unknown,
): TemplateError {
	const [first] = (error as Partial<BuildFailure>).errors ?? [];
	const at = first?.location ?? null;
	const path = at ? resolve(PROJECT, at.file) : pathOf(folders, file);
	return new TemplateError(
		displayName(folders, path),
		at?.line ?? null,
		first?.text ?? describeError(error),
	);
}

function bothFolders(folders: TemplateFolders): Plugin {
	return {
		name: "templates",
		setup(build) {
			build.onResolve({ filter: /.*/ }, async (args) => {
				if (args.kind === "entry-point")
					return { path: pathOf(folders, args.path) };
				if (args.path.startsWith("."))
					return { path: importedFile(folders, args) };
				return externalPackage(build, args);
			});
			build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
				const file = fileOf(folders, path);
				if (file === null) return undefined;
				// A file that isn't there is esbuild's to report, with the line that imports it.
				if (!existsSync(path)) return undefined;
				const bytes = await readBytes(folders, path);
				const fault = encodingFault(bytes);
				if (fault !== null)
					return {
						errors: [{ text: `the file ${fault}`, location: { file: path } }],
					};
				const source = utf8Text(bytes);
				return {
					contents: withEveryExport(file, source),
					loader: path.endsWith("x") ? "tsx" : "ts",
					resolveDir: dirname(path),
				};
			});
		},
	};
}

/** The path of a file that a template imports: the editor's, or else ours. */
function importedFile(
	folders: TemplateFolders,
	{ importer, path }: OnResolveArgs,
): string {
	const imported = join(dirname(importer), path);
	const file = fileOf(folders, imported);
	return file === null ? imported : pathOf(folders, file);
}

/** A path as it is within the folders; null: it is in neither. */
function fileOf(folders: TemplateFolders, path: string): string | null {
	for (const dir of [folders.own, folders.editors]) {
		if (dir === null) continue;
		const file = relative(dir, path);
		if (!file.startsWith("..")) return file.split(sep).join("/");
	}
	return null;
}

/** A package of ours or else one installed next to the template. It is not bundled. */
async function externalPackage(build: PluginBuild, args: OnResolveArgs) {
	const { path, kind, pluginData, resolveDir } = args;
	if (pluginData === OWN_CALL) return undefined;
	for (const from of [PROJECT, resolveDir]) {
		const found = await build.resolve(path, {
			kind,
			resolveDir: from,
			pluginData: OWN_CALL,
		});
		if (found.errors.length > 0) continue;
		const { namespace } = found;
		return namespace === "file" && !found.external
			? { path: pathToFileURL(found.path).href, external: true }
			: { path: found.path, external: true };
	}
	return undefined;
}

/** Marks what this plugin itself asks esbuild to resolve. */
const OWN_CALL = "own call";
