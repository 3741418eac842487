import { describeAudience, parseAudience } from "../../audience/audience.ts";
import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import { translatedWords } from "../content/in-language.ts";
import { wrongLinks } from "../words/editor-text.ts";
import type { LanguageTag } from "../words/language/tags.ts";
import { changeDraft } from "./change-draft.ts";

/** What the editor changes. Null: back to the composed text; absent: unchanged. */
export interface IssueEdits {
	subject?: string | null;
	preheader?: string | null;
	/** Paragraphs, emphasis and links (words/editor-text.ts). */
	intro?: string | null;
	/** The name under the intro and the notes. */
	signed?: string | null;
	/** What the editor writes on comparisons of the issue, by slug. Empty: no note any more; null: no note at all. */
	notes?: Readonly<Record<string, string>> | null;
	/** The audience, as a filter. */
	audience?: string | null;
	/** Whose readers get the subject, preheader, intro and notes; absent: the publication's first. */
	language?: LanguageTag;
	/** What is changed for the readers of other languages, too. */
	translations?: Partial<Record<LanguageTag, WordEdits>>;
}

/** What can be written in each language. */
export type WordEdits = Pick<
	IssueEdits,
	"subject" | "preheader" | "intro" | "notes"
>;

/** Characters. Longer ones are cut off by every inbox. */
export const LIMITS = {
	subject: 150,
	preheader: 200,
	intro: 1_500,
	signed: 60,
	note: 600,
};
/** What may have paragraphs, emphasis and links. */
const LONG_TEXTS = new Set(["intro", "note"]);

/**
 * Changes the texts or the audience of an issue that is not sealed yet. An approved
 * issue becomes a draft again, because the approval was for other content.
 *
 * @param revision the one that the editor saw; null: whatever it is now
 * @throws Failure `not-editable`, `stale-edit`, `bad-wording`, `bad-filter`, `bad-language`
 */
export async function editIssue(
	context: Context,
	id: number,
	edit: IssueEdits,
	revision: number | null = null,
): Promise<IssueHead> {
	const { audience, signed, language, translations = {}, ...own } = edit;
	checkText("signed", signed);
	const all = [[language, own] as const, ...Object.entries(translations)];
	const others = new Map<LanguageTag, WordEdits>();
	let first: WordEdits = {};
	for (const [tag, { notes, ...texts }] of all) {
		for (const [field, text] of Object.entries(texts)) checkText(field, text);
		const other = otherLanguage(context, tag as LanguageTag | undefined);
		if (other === null)
			first = { ...first, ...texts, ...(notes !== undefined && { notes }) };
		else others.set(other, { ...texts, ...(notes !== undefined && { notes }) });
	}
	return changeDraft(context, id, "edit", revision, async (trx, issue) => ({
		...(await changedWords({ db: trx }, issue, first)),
		...(await changedTranslations({ db: trx }, issue, others)),
		...(signed === undefined ? {} : { signed }),
		...(audience === undefined ? {} : { audience: checkAudience(audience) }),
	}));
}

function checkText(field: string, text: string | null | undefined): void {
	const limit = LIMITS[field as keyof typeof LIMITS];
	if (typeof text !== "string") return;
	if (text.trim() === "")
		throw new Failure(
			"bad-wording",
			`The ${field} is empty. Write one, or go back to the composed words.`,
		);
	if ([...text].length > limit)
		throw new Failure(
			"bad-wording",
			`The ${field} is ${[...text].length} characters long. Shorten it to at most ${limit}.`,
		);
	const isLong = LONG_TEXTS.has(field);
	if (/\p{Cc}/u.test(isLong ? text.replace(/\r?\n|\t/g, "") : text))
		throw new Failure(
			"bad-wording",
			`The ${field} contains ${isLong ? "a" : "a line break or another"} control character. Remove it.`,
		);
	if (isLong) checkLinks(field, text);
}

/** A link that readers can't follow must not wait for them. */
function checkLinks(field: string, text: string): void {
	const [wrong] = wrongLinks(text);
	if (wrong !== undefined)
		throw new Failure(
			"bad-wording",
			`The ${field} links to ${JSON.stringify(wrong)}. A link must begin with https://, http:// or mailto:.`,
		);
}

type Notes = Readonly<Record<string, string>>;

/** Null: it is the publication's first. */
function otherLanguage(
	{ config: { languages } }: Pick<Context, "config">,
	language: LanguageTag | undefined,
): LanguageTag | null {
	if (language === undefined || language === languages[0]) return null;
	if (languages.includes(language)) return language;
	throw new Failure(
		"bad-language",
		`The digest does not come in ${language}: PUBLICATION_LANGUAGE has ${languages.join(", ")}. Add it there, or choose one of these.`,
	);
}

/** The columns of what is written in the first language. */
async function changedWords(
	context: Pick<Context, "db">,
	{ id, notes: before }: IssueHead,
	{ notes, ...texts }: WordEdits,
) {
	if (notes === undefined) return texts;
	const all: Notes = before ? JSON.parse(before) : {};
	const left = await changedNotes(context, id, all, notes);
	return { ...texts, notes: left && JSON.stringify(left) };
}

/** The column of what is written in other languages. */
async function changedTranslations(
	context: Pick<Context, "db">,
	issue: IssueHead,
	edits: ReadonlyMap<LanguageTag, WordEdits>,
) {
	if (edits.size === 0) return {};
	const all = { ...translatedWords(issue) };
	for (const [language, { notes, ...texts }] of edits) {
		const own = all[language] ?? {};
		const left =
			notes === undefined
				? own.notes
				: await changedNotes(context, issue.id, own.notes ?? {}, notes);
		const words = Object.entries({ ...own, ...texts, notes: left }).filter(
			([, text]) => text !== null && text !== undefined,
		);
		if (words.length > 0) all[language] = Object.fromEntries(words);
		else delete all[language];
	}
	return {
		translations: Object.keys(all).length > 0 ? JSON.stringify(all) : null,
	};
}

/** All notes after a change of some; null: none is left. */
async function changedNotes(
	{ db }: Pick<Context, "db">,
	id: number,
	before: Notes,
	notes: Notes | null,
): Promise<Notes | null> {
	if (notes === null) return null;
	const items = await itemsOf(db, id);
	const shown = items
		.filter(({ place }) => place === "lead" || place === "brief")
		.map(({ slug }) => slug);
	const all = new Map<string, string>(Object.entries(before));
	for (const [slug, text] of Object.entries(notes)) {
		if (!shown.includes(slug))
			throw new Failure(
				"bad-wording",
				`A note can't be put to ${JSON.stringify(slug)}: the issue does not show that comparison. It shows ${shown.join(", ")}.`,
			);
		if (text.trim() === "") all.delete(slug);
		else {
			checkText("note", text);
			all.set(slug, text);
		}
	}
	return all.size === 0 ? null : Object.fromEntries(all);
}

/** The filter in its one normal form; null: every active subscriber. */
function checkAudience(text: string | null): string | null {
	const audience = parseAudience(text ?? "");
	if (audience.some(({ field }) => field === "state"))
		throw new Failure(
			"bad-filter",
			"An issue goes only to active subscribers. Remove the state from its audience.",
		);
	return describeAudience(audience) || null;
}
