import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { Language } from "./language.ts";
import type { LanguageTag } from "./tags.ts";

const LANGUAGES: Readonly<Record<LanguageTag, Language>> = {
	en: english,
	de: german,
};

/** The language of a content; English where it names none, as those of earlier versions. */
export function languageOf(content: { language?: LanguageTag }): Language {
	return LANGUAGES[content.language ?? "en"];
}
