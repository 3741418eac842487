import type { IssueHead } from "../../db/issue/issues.ts";
import type { ItemPlace } from "../../db/issue-tables.ts";
import type { Failure } from "../../errors.ts";
import { translatedWords } from "../../issue/content/in-language.ts";
import type { ItemMove } from "../../issue/life/arrange.ts";
import type { IssueEdits, WordEdits } from "../../issue/life/edit.ts";
import type { Proposals } from "../../issue/life/proposals.ts";
import {
	LANGUAGE_TAGS,
	type LanguageTag,
	languageTag,
} from "../../issue/words/language/tags.ts";
import { unreadable } from "../form-fields.ts";
import { wholeNumber } from "./issue-page.ts";

/** The words of an issue that the form has a field for. */
export const WORDS = ["subject", "preheader", "intro", "signed"] as const;
export type Word = (typeof WORDS)[number];

/** Those that can be written in each language. */
export const TRANSLATED = ["subject", "preheader", "intro"] as const;

/** The name of a field. @param language null: the publication's first */
export function fieldOf(language: LanguageTag | null, what: string): string {
	return language === null ? what : `${language}:${what}`;
}

/** The field of an editor's note. */
export const noteField = (slug: string, language: LanguageTag | null = null) =>
	fieldOf(language, `note:${slug}`);

const TAGS = LANGUAGE_TAGS.join("|");
const FIELD = new RegExp(
	`^(?:(${TAGS}):)?(?:(subject|preheader|intro|signed)|note:(.+))$`,
	"s",
);

/** What a field is about; null: it is no field of texts. */
function readField(
	field: string,
): { language: LanguageTag | null; word: Word | null; slug: string } | null {
	const [known, language, word, slug = ""] = FIELD.exec(field) ?? [];
	if (known === undefined || (language && word === "signed")) return null;
	return {
		language: languageTag(language) ?? null,
		word: WORDS.find((one) => one === word) ?? null,
		slug,
	};
}

/** What the fields show: by field, words and notes. */
export type Texts = ReadonlyMap<string, string>;

/** The texts of an issue as the form shows them: the editor's own, else the composed. */
export function textsOf(
	issue: Pick<IssueHead, Word | "notes"> &
		Partial<Pick<IssueHead, "translations">>,
	composed: Proposals,
	slugs: readonly string[],
): Texts {
	const notes = notesOf(issue);
	const others = translatedWords(issue);
	const noted = (of: Readonly<Record<string, string>>, tag?: LanguageTag) =>
		slugs.map((slug): [string, string] => [
			noteField(slug, tag ?? null),
			oneLineEnd(of[slug] ?? ""),
		]);
	return new Map([
		...WORDS.map((word): [string, string] => [
			word,
			oneLineEnd(issue[word] ?? (word === "signed" ? "" : composed[word])),
		]),
		...noted(notes),
		...[...composed.others].flatMap(([tag, proposal]) => [
			...TRANSLATED.map((word): [string, string] => [
				fieldOf(tag, word),
				oneLineEnd(others[tag]?.[word] ?? proposal[word]),
			]),
			...noted(others[tag]?.notes ?? {}, tag),
		]),
	]);
}

export function notesOf({
	notes,
}: Pick<IssueHead, "notes">): Record<string, string> {
	return notes === null ? {} : (JSON.parse(notes) as Record<string, string>);
}

/** What came back in the form. */
export interface SentForm {
	/** The row that the form is about, and its revision then. */
	id: number | null;
	revision: number | null;
	/** What the fields say, and what they said when the form was made. */
	texts: Texts;
	was: Texts;
	/** The field to go back to the composed words of. */
	composed: string | null;
	move: ItemMove | null;
	/** Why a button that was pressed can't be obeyed; null: it can, or none was. */
	unread: Failure | null;
}

export function readForm(form: URLSearchParams): SentForm {
	const texts = new Map<string, string>();
	const was = new Map<string, string>();
	for (const [name, value] of form) {
		const of = /^was:(.+)$/s.exec(name)?.[1];
		const field = of ?? name;
		if (readField(field))
			(of === undefined ? texts : was).set(field, oneLineEnd(value));
	}
	const composed = form.get("composed");
	const move = form.get("move");
	const sent = {
		id: wholeNumber(form.get("id")),
		revision: wholeNumber(form.get("revision")),
		texts,
		was,
		composed: composed && readField(composed)?.word ? composed : null,
		move: moveOf(form),
	};
	// A field that its form does not have would not be gone back from.
	const isComposed =
		!composed || (sent.composed !== null && texts.has(composed));
	const unread = !isComposed
		? unreadable("composed", composed, TRANSLATED)
		: move && sent.move === null
			? unreadable("move", move, ["a comparison with its place"])
			: null;
	return { ...sent, unread };
}

/** The fields that the editor changed. */
export function changedFields({ texts, was, composed }: SentForm): string[] {
	return [...texts]
		.filter(([field, text]) => field === composed || text !== was.get(field))
		.map(([field]) => field);
}

/** What the editor changed. An empty field means the composed words, an empty note none. */
export function editsOf(sent: SentForm): IssueEdits {
	const edits: IssueEdits = {};
	for (const field of changedFields(sent)) {
		const about = readField(field);
		if (!about) continue;
		const { language, word, slug } = about;
		const text = sent.texts.get(field) ?? "";
		const own = text.trim() === "" || field === sent.composed ? null : text;
		if (word === "signed") edits.signed = own;
		else {
			const words = wordsIn(edits, language);
			if (word === null) words.notes = { ...words.notes, [slug]: text };
			else words[word] = own;
		}
	}
	return edits;
}

/** The edits of a language, to add to. */
function wordsIn(edits: IssueEdits, language: LanguageTag | null): WordEdits {
	if (language === null) return edits;
	edits.translations ??= {};
	edits.translations[language] ??= {};
	return edits.translations[language];
}

/** `move=ID PLACE POSITION`, or without the position for the end. */
function moveOf(form: URLSearchParams): ItemMove | null {
	const [, id, place, position] =
		/^(\d{1,9}) (lead|brief|more|passed)(?: (\d{1,4}))?$/.exec(
			form.get("move") ?? "",
		) ?? [];
	if (!id || !place) return null;
	return {
		comparisonId: Number(id),
		place: place as ItemPlace,
		position: position === undefined ? null : Number(position),
		reason: form.get(`reason:${id}`) ?? "",
	};
}

/** A browser sends line ends as CR LF (HTML, 4.10.21.4). */
function oneLineEnd(text: string): string {
	return text.replace(/\r\n?/g, "\n");
}
