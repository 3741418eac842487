import type { z } from "zod";
import type { Theme } from "../../../templates/theme.ts";
import { wording as ourWording } from "../../../templates/wording.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { languageTag } from "../../issue/words/language/tags.ts";
import {
	findJsonError,
	findJsonLosses,
	jsonLocator,
} from "../../text/json-place.ts";
import { withCurrentKeys, withCurrentWords } from "./earlier-names.ts";
import { type GivenTheme, wordingIn } from "./language.ts";
import type { LoadTemplate } from "./load-template.ts";
import {
	displayName,
	readText,
	type TemplateFolders,
	themeJson,
} from "./template-files.ts";
import { LOGO_EXAMPLE, partOf, wholeTheme } from "./theme-schema.ts";

/**
 * The look and the words of every mail: theme.ts, with what theme.json says in
 * place of it.
 *
 * @throws TemplateError that names each wrong key, and the line of the first
 */
export async function readTheme(
	folders: TemplateFolders,
	load: LoadTemplate,
): Promise<GivenTheme> {
	const module = await load("theme.ts");
	const parsed = wholeTheme.safeParse(module.exports.theme);
	if (!parsed.success)
		throw new TemplateError(module.file, null, faults(parsed.error));
	const exported = module.exports.theme as Theme;
	// A wording.ts that was written for an earlier version has not all words.
	const wording = { ...ourWording, ...withCurrentWords(exported.wording) };
	const base: Theme = { ...exported, wording };
	const path = themeJson(folders);
	if (path === null) {
		requireContrast(base, module.file, () => null);
		return given(base, statedIn(exported));
	}
	const file = displayName(folders, path);
	const text = withCurrentKeys(await readText(folders, path));
	const part = readPart(base, file, text);
	const theme = merged(base, part);
	requireContrast(theme, file, (key) => lineOf(text, key));
	return given(theme, part.lang ?? statedIn(exported));
}

/** Our own theme.ts names English; that says nothing of an editor's words. */
function statedIn({ lang }: Theme): string | null {
	return lang === "en" ? null : lang;
}

/** A theme with those of its words that are not ours. */
function given(theme: Theme, stated: string | null): GivenTheme {
	const language = languageTag(stated?.split("-")[0]) ?? "en";
	const ours: Readonly<Record<string, string>>[] = [
		ourWording,
		wordingIn(language),
	];
	const own = Object.entries(theme.wording).filter(([name, sentence]) =>
		ours.every((words) => words[name] !== sentence),
	);
	return { theme, own: Object.fromEntries(own), stated };
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
	const [repeated] = findJsonLosses(text).repeatedKeys;
	if (repeated)
		throw new TemplateError(
			file,
			repeated.line,
			`“${repeated.path}” is there a second time: keep one`,
		);
	const parsed = partOf(base).safeParse(JSON.parse(text));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	const unknown = first?.code === "unrecognized_keys" ? first.keys : [];
	const path = [...(first?.path ?? []), ...unknown.slice(0, 1)].join(".");
	throw new TemplateError(file, lineOf(text, path), faults(parsed.error));
}

function faults({ issues }: z.core.$ZodError): string {
	const said = issues
		.map(({ path, message }) =>
			path.length === 0 ? message : `${path.join(".")}: ${message}`,
		)
		.join("; ");
	return issues.some(({ path }) => path[0] === "logo")
		? `${said}. A logo is null or ${LOGO_EXAMPLE}`
		: said;
}

function lineOf(text: string, path: string): number | null {
	return jsonLocator(text)(path).line;
}

function merged(base: Theme, part: Part): Theme {
	const { $schema: _, light, dark, wording, languages, ...rest } = part;
	return {
		...base,
		...(rest as Partial<Theme>),
		light: { ...base.light, ...light },
		dark: { ...base.dark, ...dark },
		wording: { ...base.wording, ...wording },
		languages: { ...base.languages, ...(languages as Theme["languages"]) },
	};
}

/** Which colour is text on which. A palette of the editor's may lack one of them. */
const PAIRS: readonly (readonly [text: string, background: string])[] = [
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
/** The least contrast that WCAG 2.2, 1.4.3 allows. */
const MIN_CONTRAST = 4.5;

function requireContrast(
	theme: Theme,
	file: string,
	lineOfKey: (key: string) => number | null,
): void {
	for (const scheme of ["light", "dark"] as const) {
		const colours: Partial<Record<string, string>> = { ...theme[scheme] };
		for (const [text, background] of PAIRS) {
			const [fore, back] = [colours[text], colours[background]];
			if (!fore || !back || contrast(fore, back) >= MIN_CONTRAST) continue;
			throw new TemplateError(
				file,
				lineOfKey(`${scheme}.${text}`),
				`${scheme}: ${text} ${fore} on ${background} ${back} has a contrast of ${contrast(fore, back).toFixed(1)}, but must have at least ${MIN_CONTRAST} to be readable`,
			);
		}
	}
}

/** The contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. @param one `#rrggbb` */
export function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort(
		(a, b) => a - b,
	);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
