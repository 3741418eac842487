import { readFile } from "node:fs/promises";
import type { z } from "zod";
import type { Theme } from "../../../templates/theme.ts";
import { describeError } from "../../errors.ts";
import { findJsonError, jsonLocator } from "../../json-place.ts";
import { TemplateError } from "../renderer.ts";
import { contrast } from "./contrast.ts";
import type { LoadTemplate } from "./load-template.ts";
import { nameOf, type TemplateFolders, themeJson } from "./template-files.ts";
import { partOf, wholeTheme } from "./theme-schema.ts";

/**
 * The look and the words of every mail: theme.ts, and over it what a
 * theme.json says.
 *
 * @throws TemplateError that names each wrong key, and the line of the first
 */
export async function readTheme(
	folders: TemplateFolders,
	load: LoadTemplate,
): Promise<Theme> {
	const module = await load("theme.ts");
	const parsed = wholeTheme.safeParse(module.exports.theme);
	if (!parsed.success)
		throw new TemplateError(module.file, null, faults(parsed.error));
	const base = module.exports.theme as Theme;
	const path = themeJson(folders);
	if (path === null) {
		requireContrast(base, module.file, () => null);
		return base;
	}
	const file = nameOf(folders, path);
	const text = await readFile(path, "utf8").catch((error: unknown) => {
		throw new TemplateError(file, null, describeError(error));
	});
	const theme = merged(base, readPart(base, file, text));
	requireContrast(theme, file, (key) => lineOf(text, key));
	return theme;
}

type Part = z.infer<ReturnType<typeof partOf>>;

function readPart(base: Theme, file: string, text: string): Part {
	const fault = findJsonError(text);
	if (fault)
		throw new TemplateError(
			file,
			fault.line,
			`this is not JSON: ${fault.expected} was expected`,
		);
	const parsed = partOf(base).safeParse(JSON.parse(text));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	const unknown = first?.code === "unrecognized_keys" ? first.keys : [];
	const path = [...(first?.path ?? []), ...unknown.slice(0, 1)].join(".");
	throw new TemplateError(file, lineOf(text, path), faults(parsed.error));
}

function faults({ issues }: z.core.$ZodError): string {
	return issues
		.map(({ path, message }) =>
			path.length === 0 ? message : `${path.join(".")}: ${message}`,
		)
		.join("; ");
}

function lineOf(text: string, path: string): number | null {
	return jsonLocator(text)(path).line;
}

function merged(base: Theme, part: Part): Theme {
	const { $schema: _, light, dark, wording, ...rest } = part;
	return {
		...base,
		...(rest as Partial<Theme>),
		light: { ...base.light, ...light },
		dark: { ...base.dark, ...dark },
		wording: { ...base.wording, ...wording },
	};
}

/** What stands on what. A palette without one of the two has nothing to hold. */
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
	["ink", "sheet"],
	["muted", "sheet"],
	["ship", "sheet"],
	["skip", "sheet"],
	["unknown", "sheet"],
	["buttonText", "button"],
	["ship", "shipTint"],
	["skip", "skipTint"],
	["unknown", "unknownTint"],
];
/** WCAG 2.2, 1.4.3. */
const LEAST = 4.5;

function requireContrast(
	theme: Theme,
	file: string,
	lineOfKey: (key: string) => number | null,
): void {
	for (const scheme of ["light", "dark"] as const) {
		const colours: Partial<Record<string, string>> = { ...theme[scheme] };
		for (const [text, ground] of PAIRS) {
			const [fore, back] = [colours[text], colours[ground]];
			if (!fore || !back || contrast(fore, back) >= LEAST) continue;
			throw new TemplateError(
				file,
				lineOfKey(`${scheme}.${text}`),
				`${scheme}: ${text} ${fore} on ${ground} ${back} has a contrast of ${contrast(fore, back).toFixed(1)}, and ${LEAST} is the least that everybody can read`,
			);
		}
	}
}
