import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import type { Reader } from "../../issue/content/reader.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import {
	previewReader,
	returningReader,
	savingReader,
} from "../../reader/preview-reader.ts";

const KINDS = [
	"returning",
	"longest-name",
	"right-to-left",
	"most-bookmarks",
	"largest",
	"in-brief",
] as const;

/** A kind of reader whose copy an editor wants to see, as it is in a URL. */
export type PersonaId =
	| (typeof KINDS)[number]
	| `lens-${Reviewer}`
	| `language-${LanguageTag}`;

const LABELS: Record<string, string> = {
	returning: "Was away, with a flip that they missed",
	"longest-name": "The longest name",
	"right-to-left": "A name from right to left",
	"most-bookmarks": "The most bookmarks",
	largest: "The largest message",
	"in-brief": "Reads in brief",
	"lens-builder": "Through the Builder’s lens",
	"lens-skeptic": "Through the Skeptic’s lens",
	"lens-founder": "Through the Founder’s lens",
	"lens-futurist": "Through the Futurist’s lens",
};

/** @param others the languages of an issue that are not its first */
export function personaIds(others: readonly LanguageTag[]): PersonaId[] {
	return [
		...KINDS,
		...REVIEWERS.map((lens) => `lens-${lens}` as const),
		...others.map((tag) => `language-${tag}` as const),
	];
}

export function readPersona(text: string | undefined): PersonaId | null {
	const [, tag] = /^language-(.+)$/.exec(text ?? "") ?? [];
	if (tag !== undefined)
		return languageTag(tag) ? `language-${tag as LanguageTag}` : null;
	return personaIds([]).find((one) => one === text) ?? null;
}

export function personaLabel(persona: PersonaId): string {
	const [, tag] = /^language-(.+)$/.exec(persona) ?? [];
	return tag === undefined
		? (LABELS[persona] ?? persona)
		: `Reads in ${LANGUAGE_NAMES[tag as LanguageTag]}`;
}

/** The reader that stands for a persona while no subscriber does. "returning" is always one: to have missed an issue is no fact of a row. */
export function samplePersona(
	persona: PersonaId,
	publicUrl: string,
	content: IssueContent,
): Reader {
	const base = previewReader(publicUrl);
	const [, lens] = /^lens-(.+)$/.exec(persona) ?? [];
	const [, language] = /^language-(.+)$/.exec(persona) ?? [];
	if (lens !== undefined) return { ...base, lens: lens as Reviewer };
	if (language !== undefined)
		return { ...base, language: language as LanguageTag };
	switch (persona) {
		case "returning":
			return returningReader(publicUrl, content);
		case "longest-name":
			return { ...base, name: LONG_NAME };
		case "right-to-left":
			return { ...base, name: "فاطمة بنت عبد الله الزهراء" };
		case "most-bookmarks":
			return savingReader(publicUrl, content);
		case "largest":
			return { ...savingReader(publicUrl, content), name: LONG_NAME };
		case "in-brief":
			return { ...base, format: "brief" };
		default:
			return base;
	}
}

/** As long as a name can be. */
const LONG_NAME =
	"Wolfeschlegelsteinhausenbergerdorff-Montgomery de la Vega y Santa-Cruz von Hohenzollern-Sigmaringen";
