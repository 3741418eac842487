import type { IssueRow } from "../../db/issue-tables.ts";
import type { LanguageTag } from "../words/language/tags.ts";

/**
 * What an editor wrote for the readers of one more language. What is absent is
 * composed in it; a note that is absent is the one of the first language.
 */
export interface TranslatedWords {
	subject?: string;
	preheader?: string;
	intro?: string;
	/** By the slug of a comparison. */
	notes?: Readonly<Record<string, string>>;
}

export type AllTranslatedWords = Partial<Record<LanguageTag, TranslatedWords>>;

/** By language, as an issue's row has them. */
export function translatedWords({
	translations,
}: Partial<Pick<IssueRow, "translations">>): AllTranslatedWords {
	return translations ? (JSON.parse(translations) as AllTranslatedWords) : {};
}
