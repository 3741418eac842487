import { createHash } from "node:crypto";
import type { Config } from "../../config/config.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";

/** The text next to the button of the sign-up form. It is kept as what the subscriber agreed to. */
export interface ConsentText {
	/** A hash of the text: every wording has its own version. */
	version: string;
	text: string;
}

const TEXTS: Readonly<Record<LanguageTag, (publication: string) => string>> = {
	en: (publication) =>
		`I want to get ${publication} by email, one issue a week. I can unsubscribe at any time with one click. My bookmarks and votes are kept with my address. Nothing is shared with others.`,
	de: (publication) =>
		`Ich möchte ${publication} per Mail bekommen, eine Ausgabe pro Woche. Abbestellen kann ich jederzeit mit einem Klick. Meine Lesezeichen und Stimmen werden mit meiner Adresse gespeichert. Nichts wird an andere weitergegeben.`,
};

export function consentText(
	{ publication }: Pick<Config, "publication">,
	language: LanguageTag,
): ConsentText {
	const text = TEXTS[language](publication);
	return { version: consentVersion(text), text };
}

/** The version by which consents refer to a text: 12 hex digits. */
export function consentVersion(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
