import type { IssueHead } from "../../db/issue/issues.ts";
import type { ItemPlace } from "../../db/issue-tables.ts";
import type { ItemMove } from "../../issue/life/arrange.ts";
import type { IssueEdits } from "../../issue/life/edit.ts";
import type { Proposals } from "../../issue/life/proposals.ts";
import { wholeNumber } from "./issue-page.ts";

/** The words of an issue that the form has a field for. */
export const WORDS = ["subject", "preheader", "intro", "signed"] as const;
export type Word = (typeof WORDS)[number];

/** The field of an editor's note. */
export const noteField = (slug: string) => `note:${slug}`;

/** What the fields show: by field, words and notes. */
export type Texts = ReadonlyMap<string, string>;

/** The texts of an issue as the form shows them: the editor's own, else the composed. */
export function textsOf(
	issue: Pick<IssueHead, Word | "notes">,
	composed: Proposals,
	slugs: readonly string[],
): Texts {
	const notes = notesOf(issue);
	return new Map([
		...WORDS.map((word): [string, string] => [
			word,
			oneLineEnd(issue[word] ?? (word === "signed" ? "" : composed[word])),
		]),
		...slugs.map((slug): [string, string] => [
			noteField(slug),
			oneLineEnd(notes[slug] ?? ""),
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
	/** The word to go back to the composed one. */
	composed: Word | null;
	move: ItemMove | null;
}

export function readForm(form: URLSearchParams): SentForm {
	const texts = new Map<string, string>();
	const was = new Map<string, string>();
	for (const [name, value] of form) {
		const of = /^was:(.+)$/s.exec(name)?.[1];
		const field = of ?? name;
		if ((WORDS as readonly string[]).includes(field) || /^note:/.test(field))
			(of === undefined ? texts : was).set(field, oneLineEnd(value));
	}
	return {
		id: wholeNumber(form.get("id")),
		revision: wholeNumber(form.get("revision")),
		texts,
		was,
		composed: WORDS.find((word) => word === form.get("composed")) ?? null,
		move: moveOf(form),
	};
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
	const notes: Record<string, string> = {};
	for (const field of changedFields(sent)) {
		const text = sent.texts.get(field) ?? "";
		const word = WORDS.find((one) => one === field);
		if (word)
			edits[word] = text.trim() === "" || word === sent.composed ? null : text;
		else notes[field.slice("note:".length)] = text;
	}
	return Object.keys(notes).length > 0 ? { ...edits, notes } : edits;
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
