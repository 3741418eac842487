import type {
	ComparisonContent,
	IssueContent,
} from "../../issue/content/content.ts";

/** What the part of a template that is being drawn speaks of. */
export interface Scope {
	issue: IssueContent;
	/** Within `<vd-each of="leads">` and `<vd-each of="briefs">`. */
	comparison: ComparisonContent | null;
	/** Within `<vd-each of="more">`. */
	more: IssueContent["more"][number] | null;
}

export type ScopeName = keyof Scope;

/** The lists that `<vd-each of="…">` repeats for, and what it makes known to its children. */
export const LISTS: Record<string, ScopeName> = {
	leads: "comparison",
	briefs: "comparison",
	more: "more",
};

/** One scope for each entry of a list, in order. */
export function scopesOf(list: string, scope: Scope): Scope[] {
	const { issue } = scope;
	if (list === "more") return issue.more.map((more) => ({ ...scope, more }));
	const comparisons = list === "leads" ? issue.leads : issue.briefs;
	return comparisons.map((comparison) => ({ ...scope, comparison }));
}

const SHOWN = ["leads", "briefs", "more", "voted"] as const;

/** The lists that a `<vd-section if="…">` stands or falls with. */
export const SECTION_LISTS: readonly string[] = SHOWN;

/** Whether an issue has nothing in a list. */
export function isEmpty(list: string, { issue }: Scope): boolean {
	const known = SHOWN.find((name) => name === list);
	return known !== undefined && issue[known].length === 0;
}
