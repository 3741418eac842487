import type { IssueContent } from "../../issue/content/content.ts";
import { plainText } from "../../issue/words/editor-text.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";

/** What the readers of each other language get; a note that was not written in it is the issue's own. */
export function translationsIn({ translations = {} }: IssueContent) {
	return Object.entries(translations).map(
		([tag, { subject, preheader, intro, notes = {} }]) => ({
			language: tag as LanguageTag,
			subject,
			preheader,
			intro,
			notes: Object.fromEntries(
				Object.entries(notes).map(([slug, note]) => [slug, plainText(note)]),
			),
		}),
	);
}

export function noteFields(notes: Record<string, string>): [string, string][] {
	return Object.entries(notes).map(([slug, text]) => [
		"editor’s note",
		`${slug}: ${text}`,
	]);
}

/** One language for people, as rows of a name and a text. */
export function translationFields({
	language,
	subject,
	preheader,
	intro,
	notes,
}: ReturnType<typeof translationsIn>[number]): [string, string][] {
	return [
		["language", LANGUAGE_NAMES[language]],
		["subject", subject],
		["preheader", preheader],
		["intro", intro],
		...noteFields(notes),
	];
}
