import { describeAudience, parseAudience } from "../../audience/audience.ts";
import type { Context } from "../../context.ts";
import {
	type IssueHead,
	issueById,
	updateIssue,
} from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";

/** What the editor changes. Null: back to the composed text; absent: unchanged. */
export interface IssueEdits {
	subject?: string | null;
	preheader?: string | null;
	intro?: string | null;
	/** The audience, as a filter. */
	audience?: string | null;
}

/** Characters. Longer ones are cut off by every inbox. */
const LIMITS = { subject: 150, preheader: 200, intro: 600 };

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
	const { audience, ...texts } = edit;
	for (const [field, text] of Object.entries(texts)) checkText(field, text);
	const changed = await updateIssue(context.db, id, ["draft", "approved"], {
		...texts,
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
	if (/\p{Cc}/u.test(text))
		throw new Failure(
			"bad-wording",
			`The ${field} contains a line break or another control character. Remove it.`,
		);
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
