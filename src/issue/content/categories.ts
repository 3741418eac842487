import type { Db } from "../../db/schema.ts";
import { categoriesInIssue } from "../../db/subscriber/category-filter.ts";
import type { IssueContent } from "./content.ts";
import { sealedContent } from "./sealed.ts";

/** What an issue is about, for those who chose: as it was sealed, or as the catalog has it now. */
export async function issueCategories(
	db: Db,
	issueId: number,
): Promise<string[]> {
	const content = await sealedContent(db, issueId);
	return content ? categoriesOf(content) : categoriesInIssue(db, issueId);
}

/** The categories of the tools that are in the issue in full or in brief. Links do not count. */
export function categoriesOf({
	leads,
	briefs,
}: Pick<IssueContent, "leads" | "briefs">): string[] {
	const tools = [...leads, ...briefs].flatMap(({ left, right }) => [
		left,
		right,
	]);
	return [...new Set(tools.map(({ category }) => category))];
}
