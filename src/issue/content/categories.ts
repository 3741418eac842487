import type { Db } from "../../db/schema.ts";
import { categoriesInIssue } from "../../db/subscriber/category-filter.ts";
import type { IssueContent } from "./content.ts";
import { sealedContent } from "./sealed.ts";

/** The categories of an issue's tools: as it was sealed or, before that, as in the catalog now. */
export async function issueCategories(
	db: Db,
	issueId: number,
): Promise<string[]> {
	const content = await sealedContent(db, issueId);
	return content ? categoriesOf(content) : categoriesInIssue(db, issueId);
}

/** The categories of the tools in leads and briefs, each once. A comparison that is only linked does not count. */
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
