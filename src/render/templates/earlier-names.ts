import { basename } from "node:path";
import { EARLIER_SLOT_NAMES, readerSlots } from "../merge/slots.ts";

/*
 * An editor's folder may have been written for an earlier version, which called
 * some things differently. The earlier names keep working: each is replaced by
 * the current one where a file of the folder is read. `digest theme check`
 * lists them.
 */

/** Elements of weekly.mjml. */
const ELEMENTS = new Map([
	["vd-shelf", "vd-bookmarks"],
	["vd-tally", "vd-verdict-counts"],
]);

/** Classes that a style sheet may select. */
const CLASSES = new Map([
	["shelf", "tool-list"],
	["tally", "verdict-counts"],
]);

/** The words of theme.json and wording.ts. */
const WORDS = new Map([
	["digest-shelf", "digest-bookmarks"],
	["digest-shelf-rest", "digest-bookmarks-rest"],
	["digest-shelf-quiet", "digest-bookmarks-quiet"],
	["digest-shelf-empty", "digest-bookmarks-empty"],
	["digest-shelf-all", "digest-bookmarks-all"],
	["door-subject", "preferences-link-subject"],
	["door-preview", "preferences-link-preview"],
	["door-title", "preferences-link-title"],
	["door-asked", "preferences-link-asked"],
	["door-button", "preferences-link-button"],
	["door-bookmarks", "preferences-link-bookmarks"],
	["door-silence", "preferences-link-silence"],
	["door-unsubscribe", "preferences-link-unsubscribe"],
]);

/** Paths within a folder of templates. */
const FILES = new Map([
	["door.tsx", "preferences-link.tsx"],
	["still-here.tsx", "still-wanted.tsx"],
	["parts/ghost.tsx", "parts/outlook-table.tsx"],
]);

/** What a file of templates exports, by the file's current name. */
const EXPORTS = new Map([
	["parts/outlook-table.tsx", [["Ghost", "OutlookTable"]]],
	["parts/brief-lists.tsx", [["Shelf", "Bookmarks"]]],
	["parts/brief-sheet.tsx", [["Part", "Section"]]],
	["sample-letters.ts", [["sampleDoor", "samplePreferencesLink"]]],
] as const);

/** The current name of a template file. */
export function currentFile(file: string): string {
	return FILES.get(file) ?? file;
}

/** The names that a template file has or had, the current one first. */
export function everyNameOf(file: string): string[] {
	const current = currentFile(file);
	const earlier = [...FILES].filter(([, name]) => name === current);
	return [current, ...earlier.map(([name]) => name)];
}

/** weekly.mjml with current names, line by line as it was. */
export function withCurrentNames(mjml: string): string {
	return mjml
		.replace(/(?<=<\/?)vd-[\w-]+/g, (name) => ELEMENTS.get(name) ?? name)
		.replace(/(?<=\{words\.)[\w-]+(?=\})/g, (name) => WORDS.get(name) ?? name)
		.replace(/(?<=%%slot:)[\w-]+(?=%%)/g, (name) => {
			const current = EARLIER_SLOT_NAMES.get(name) ?? name;
			return Object.hasOwn(readerSlots.text, current) ? current : name;
		})
		.replace(
			/(<vd-reader\s[^>]*?\bwhen\s*=\s*["'])([\w-]+)/g,
			(_, start: string, name: string) =>
				start + (EARLIER_SLOT_NAMES.get(name) ?? name),
		);
}

/** theme.json with the current names of words, line by line as it was. */
export function withCurrentKeys(json: string): string {
	return json.replace(
		/"([\w-]+)"(?=\s*:)/g,
		(_, key: string) => `"${WORDS.get(key) ?? key}"`,
	);
}

/** The words of a theme under their current names. */
export function withCurrentWords<
	Words extends Readonly<Record<string, string>>,
>(words: Words): Words {
	const current = Object.entries(words).map(([name, sentence]) => {
		const now = WORDS.get(name) ?? name;
		return [now, words[now] ?? sentence] as const;
	});
	return Object.fromEntries(current) as Words;
}

/** The words of a theme under every name, for a template that is code and asks for an earlier one. */
export function withEarlierWords<
	Words extends Readonly<Record<string, string>>,
>(words: Words): Words {
	const earlier = [...WORDS].map(([name, now]) => [name, words[now]] as const);
	return { ...Object.fromEntries(earlier), ...words };
}

/** The same selector for the current name of a class; null: it has no earlier one. */
export function withCurrentClasses(selector: string): string | null {
	const current = selector.replace(
		/(?<=\.)[\w-]+/g,
		(name) => CLASSES.get(name) ?? name,
	);
	return current === selector ? null : current;
}

/**
 * The source of a template that is code, exporting what it exports under the
 * earlier and under the current name: either may be what another file imports.
 *
 * @param file its path within the folder
 */
export function withEveryExport(file: string, source: string): string {
	const pairs = EXPORTS.get(currentFile(file) as never) ?? [];
	const exported = (name: string) =>
		new RegExp(`^export (?:const|function) ${name}\\b`, "m").test(source);
	const added = (pairs as readonly (readonly [string, string])[])
		.filter(([earlier, now]) => exported(earlier) !== exported(now))
		.map(([earlier, now]) =>
			exported(now) ? `${now} as ${earlier}` : `${earlier} as ${now}`,
		);
	return added.length === 0
		? source
		: `${source}\nexport { ${added.join(", ")} };\n`;
}

/**
 * The earlier names that a file of an editor's folder uses, a sentence each.
 *
 * @param file its path within the folder
 */
export function earlierNamesIn(file: string, text: string): string[] {
	const now = currentFile(file);
	const own = now === file ? [] : [`${file}: this file is now called ${now}`];
	const patterns = file.endsWith(".css") ? IN_STYLES : IN_TEMPLATES;
	return [
		...own,
		...text
			.split("\n")
			.flatMap((line, index) =>
				patterns
					.filter(({ pattern }) => pattern.test(line))
					.map(
						({ earlier, current }) =>
							`${file}:${index + 1}: ${earlier} is now called ${current}`,
					),
			),
	];
}

const IN_STYLES = [...CLASSES].map(([earlier, current]) => ({
	earlier: `.${earlier}`,
	current: `.${current}`,
	pattern: new RegExp(`\\.${earlier}(?![\\w-])`),
}));

const IN_TEMPLATES = [
	...[...ELEMENTS, ...WORDS].map(([earlier, current]) => ({
		earlier,
		current,
		pattern: new RegExp(`(?<![\\w-])${earlier}(?![\\w-])`),
	})),
	...[...FILES].map(([earlier, current]) => ({
		earlier,
		current,
		pattern: new RegExp(`/${basename(earlier, ".tsx")}\\.tsx["']`),
	})),
	...[...EARLIER_SLOT_NAMES].map(([earlier, current]) => ({
		earlier,
		current,
		pattern: new RegExp(
			`%%slot:${earlier}%%|(?:when|is)=["']${earlier}["']|slot\\(["']${earlier}["']`,
		),
	})),
];
