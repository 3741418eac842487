import type { Theme } from "../../../templates/theme.ts";
import {
	wording as english,
	type Wording,
} from "../../../templates/wording.ts";
import { german } from "../../../templates/wording-de.ts";
import {
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";

/** A theme as it was read, for every language. */
export interface GivenTheme {
	theme: Theme;
	/** The words of the editor's own. */
	own: Partial<Wording>;
	/** The language that they are said to be in; null: nobody says. */
	stated: string | null;
}

const WORDINGS: Readonly<Record<LanguageTag, Wording>> = {
	en: english,
	de: german,
};

/** Our words in one language. */
export function wordingIn(language: LanguageTag): Wording {
	return WORDINGS[language];
}

/** What a mail is written in. */
export interface Spoken {
	/** The language of what is composed. */
	language: LanguageTag;
	/** The language of the catalog's texts. */
	written: string;
}

/**
 * A theme for mails in one language: its words are ours in that language, with
 * the editor's in place of them. Words without a language are in the
 * publication's first. Words in a language that the publication is not composed
 * in stand in every mail, and so does that language as `lang`; ours do not.
 *
 * @param published the languages of the publication, the first one first
 */
export function themeIn(
	{ theme, own, stated }: GivenTheme,
	{ language, written }: Spoken,
	published: readonly LanguageTag[],
): Theme {
	const spoken = { language, written };
	const primary = stated?.split("-")[0];
	const home = published.find((tag) => tag === (primary ?? published[0]));
	const isOurs =
		Object.keys(own).length === 0 && languageTag(primary) !== undefined;
	if (home === undefined && !isOurs) return { ...theme, ...spoken };
	const other = theme.languages?.[language];
	return {
		...theme,
		...spoken,
		lang: language === home ? (stated ?? language) : language,
		footer: other?.footer ?? theme.footer,
		wording: {
			...WORDINGS[language],
			...(language === home ? own : {}),
			...other?.wording,
		},
	};
}
