import { describeAudience, parseAudience } from "../../audience/audience.ts";
import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	issueById,
	updateIssue,
} from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import { wrongLinks } from "../words/editor-text.ts";

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
}

/** Characters. Longer ones are cut off by every inbox. */
const LIMITS = {
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
 * @throws Failure `not-editable`, `bad-wording`, `bad-filter`
 */
export async function editIssue(
	context: Context,
	id: number,
	edit: IssueEdits,
): Promise<IssueHead> {
	const { audience, notes, ...texts } = edit;
	for (const [field, text] of Object.entries(texts)) checkText(field, text);
	const changed = await updateIssue(context.db, id, ["draft", "approved"], {
		...texts,
		...(notes === undefined
			? {}
			: { notes: await changedNotes(context, id, notes) }),
		...(audience === undefined ? {} : { audience: checkAudience(audience) }),
		state: "draft",
		approved_at: null,
		approved_by: null,
		approved_hash: null,
		updated_at: context.clock.now(),
	});
	const issue = await issueById(context.db, id);
	if (!changed || !issue)
		throw new Failure(
			"not-editable",
			`Issue ${issue?.number ?? `id:${id}`} is ${issue?.state ?? "deleted"}. Only a draft or an approved issue can be edited.`,
		);
	return issue;
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

/** All notes of the issue after this change, as JSON; null: none is left. */
async function changedNotes(
	{ db }: Pick<Context, "db">,
	id: number,
	notes: Readonly<Record<string, string>> | null,
): Promise<string | null> {
	if (notes === null) return null;
	const items = await itemsOf(db, id);
	const shown = items
		.filter(({ place }) => place === "lead" || place === "brief")
		.map(({ slug }) => slug);
	const before = (await issueById(db, id))?.notes;
	const all = new Map<string, string>(
		Object.entries(before ? JSON.parse(before) : {}),
	);
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
	return all.size === 0 ? null : JSON.stringify(Object.fromEntries(all));
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
