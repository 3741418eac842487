import type { IssueState } from "../../db/issue-tables.ts";
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

function noteFields(notes: Record<string, string>): [string, string][] {
	return Object.entries(notes).map(([slug, text]) => [
		"editor’s note",
		`${slug}: ${text}`,
	]);
}

interface Words {
	subject: string;
	preheader: string;
	intro: string;
	notes: Record<string, string>;
}

/** The words of an issue for people, as rows of a name and a text: those of the first language, then of each other one. */
export function wordFields({
	state,
	signed,
	translations,
	...first
}: Words & {
	state: IssueState;
	signed: string | null;
	translations: ReturnType<typeof translationsIn>;
}): [string, string | null][] {
	// A skipped week has none.
	const all = state === "skipped" ? [] : textFields(first);
	const others = state === "skipped" ? [] : translations;
	return [
		...all,
		["signed", signed],
		...noteFields(first.notes),
		...others.flatMap((own): [string, string][] => [
			["language", LANGUAGE_NAMES[own.language]],
			...textFields(own),
			...noteFields(own.notes),
		]),
	];
}

function textFields({ subject, preheader, intro }: Words): [string, string][] {
	return [
		["subject", subject],
		["preheader", preheader],
		["intro", intro],
	];
}
