import type { Context } from "../context.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { AudienceTerm } from "../db/subscriber/audience.ts";
import { wantsNoneOf } from "../db/subscriber/category-filter.ts";
import { issueCategories } from "../issue/content/categories.ts";
import { termsOf } from "./audience-terms.ts";

/** Whom an issue that is not sealed yet is for: the active ones of its audience to whose categories it has something to say. */
export async function recipientFilter(
	{ db, clock }: Pick<Context, "db" | "clock">,
	{ id, audience }: IssueHead,
): Promise<AudienceTerm[]> {
	const told = await issueCategories(db, id);
	return [
		{ field: "state", not: false, values: ["active"] },
		...termsOf(audience, clock.now()),
		{ unless: await wantsNoneOf(db, told) },
	];
}
