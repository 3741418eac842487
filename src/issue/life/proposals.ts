import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { composeIssue } from "../content/compose.ts";

/** The words that an issue would have without the editor's own. */
export interface Proposals {
	subject: string;
	/** Depends on the subject, which may be the editor's. */
	preheader: string;
	intro: string;
}

/** Composes the words that an editor can go back to. Reads only. */
export async function proposals(
	{ db, config }: Pick<Context, "db" | "config">,
	issue: IssueHead,
): Promise<Proposals> {
	const items = await itemsOf(db, issue.id);
	const rest = { ...issue, preheader: null, intro: null };
	const composed = await composeIssue(db, config, rest, items);
	const { subject } =
		issue.subject === null
			? composed
			: await composeIssue(db, config, { ...rest, subject: null }, items);
	return { subject, preheader: composed.preheader, intro: composed.intro };
}
