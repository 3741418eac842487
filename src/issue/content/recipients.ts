import { audienceQuery } from "../../audience/audience-terms.ts";
import type { Context } from "../../context.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { AudienceTerm } from "../../db/subscriber/audience.ts";
import { noCategoryMatches } from "../../db/subscriber/category-filter.ts";
import { isLeftOut } from "../../db/subscriber/mailable.ts";
import { issueCategories } from "./categories.ts";

/**
 * Which subscribers would get an issue if it were sealed now: the active ones
 * of its audience, without those who pause, are suppressed, or chose other
 * categories only.
 */
export async function recipientTerms(
	{ db, clock }: Pick<Context, "db" | "clock">,
	{ id, audience }: Pick<IssueHead, "id" | "audience">,
): Promise<AudienceTerm[]> {
	const categories = await issueCategories(db, id);
	return [
		{ field: "state", not: false, values: ["active"] },
		...(await audienceQuery(db, audience, clock.now())),
		{ unless: await noCategoryMatches(db, categories) },
		{ unless: isLeftOut(clock.now()) },
	];
}
