import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { Language, LanguageTag } from "./language.ts";

const LANGUAGES: Readonly<Record<LanguageTag, Language>> = {
	en: english,
	de: german,
};

/** The language of a content; English where it names none, as those of earlier versions. */
export function languageOf(content: { language?: LanguageTag }): Language {
	return LANGUAGES[content.language ?? "en"];
}
