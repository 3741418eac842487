import {
	type IssueHead,
	issueById,
	issueByNumber,
	issuesInStates,
} from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import type { Db } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";

/**
 * The issue that somebody means: its number (`12`), its id where it has no
 * number (`id:7`), or nothing at all for the newest in one of `states`.
 *
 * @throws Failure `no-such-issue`
 */
export async function findIssue(
	db: Db,
	reference: string | undefined,
	states: readonly IssueState[],
	nothing: string,
): Promise<IssueHead> {
	const issue =
		reference === undefined
			? (await issuesInStates(db, states, 1))[0]
			: await byReference(db, reference);
	if (issue) return issue;
	throw new Failure(
		"no-such-issue",
		reference === undefined
			? nothing
			: `There is no issue ${reference}. For all issues see: digest issue list`,
	);
}

async function byReference(
	db: Db,
	reference: string,
): Promise<IssueHead | undefined> {
	const [, prefix, digits] = /^(id:)?(\d{1,9})$/.exec(reference) ?? [];
	if (!digits)
		throw new Failure(
			"no-such-issue",
			`“${reference}” is not an issue. Give its number, such as 12, or id:7 for one without a number.`,
		);
	return prefix
		? issueById(db, Number(digits))
		: issueByNumber(db, Number(digits));
}
