/** The languages that the digest can be composed in, as HTML names them: each is a folder here. */
export const LANGUAGE_TAGS = ["en", "de"] as const;
export type LanguageTag = (typeof LANGUAGE_TAGS)[number];

/** What languages call themselves, for who chooses one. */
export const LANGUAGE_NAMES: Readonly<Record<LanguageTag, string>> = {
	en: "English",
	de: "Deutsch",
};

/** A language by its tag; undefined: there is none such, or none is given. */
export function languageTag(
	text: string | null | undefined,
): LanguageTag | undefined {
	return LANGUAGE_TAGS.find((tag) => tag === text);
}
