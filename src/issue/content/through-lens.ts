import type { Reviewer } from "../../db/catalog-tables.ts";
import type { IssueContent } from "./content.ts";

/**
 * The issue as the readers of one reviewer get it: with the subject, preheader
 * and intro of that lens, and the comparisons in its order. A lead stays a lead.
 *
 * @param lens null: the whole panel, for which the issue is as it is
 */
export function issueThrough(
	issue: IssueContent,
	lens: Reviewer | null,
): IssueContent {
	const own = lens === null ? undefined : issue.lenses[lens];
	if (!own) return issue;
	const { order = [], ...words } = own;
	const leads = inOrder(issue.leads, order);
	const briefs = inOrder(issue.briefs, order);
	// A group is told where its first comparison is, and its tools in the same order.
	const all = [...leads, ...briefs].map(({ slug }) => slug);
	const groups = issue.groups?.map((group) => ({
		...group,
		others: inOrder(group.others, all),
	}));
	return { ...issue, ...words, leads, briefs, ...(groups && { groups }) };
}

/** What the order does not name comes last, as it was. */
function inOrder<T extends { slug: string }>(
	comparisons: readonly T[],
	order: readonly string[],
): T[] {
	const placeOf = ({ slug }: T) => {
		const place = order.indexOf(slug);
		return place < 0 ? order.length : place;
	};
	return comparisons.toSorted((a, b) => placeOf(a) - placeOf(b));
}
