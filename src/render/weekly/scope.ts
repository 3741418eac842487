import type {
	ComparisonContent,
	IssueContent,
} from "../../issue/content/content.ts";

import { type Story, storiesOf } from "../stories.ts";

/** What placeholders and elements refer to, at one place of the template. */
export interface Scope {
	issue: IssueContent;
	/** Within `<vd-each of="leads">` and `<vd-each of="briefs">`. */
	comparison: ComparisonContent | null;
	/** Within `<vd-each of="stories">` and `<vd-each of="brief-stories">`: the comparison, or a group that it is the first of. */
	story: Story | null;
	/** Within `<vd-each of="more">`. */
	more: IssueContent["more"][number] | null;
}

export type ScopeName = keyof Scope;

/** The lists of `<vd-each of="…">`, and what each of their entries is. */
export const LISTS: Record<string, ScopeName> = {
	leads: "comparison",
	briefs: "comparison",
	stories: "comparison",
	"brief-stories": "comparison",
	more: "more",
};

/** One scope for each entry of a list, in order. */
export function scopesFor(list: string, scope: Scope): Scope[] {
	const { issue } = scope;
	if (list === "more") return issue.more.map((more) => ({ ...scope, more }));
	if (list === "stories" || list === "brief-stories") {
		const { leads, briefs } = storiesOf(issue);
		return (list === "stories" ? leads : briefs).map((story) => ({
			...scope,
			story,
			comparison: story.comparison,
		}));
	}
	const comparisons = list === "leads" ? issue.leads : issue.briefs;
	return comparisons.map((comparison) => ({
		...scope,
		story: null,
		comparison,
	}));
}

/** What an element draws: the story, or the comparison by itself in the lists of leads and briefs. */
export function storyOf({ story, comparison }: Scope): Story | null {
	return story ?? (comparison && { comparison, group: null });
}

const LIST_NAMES = ["leads", "briefs", "more", "voted"] as const;

/** The lists of `<vd-section if="…">`, which is left out when its list is empty. */
export const OPTIONAL_LISTS: readonly string[] = [
	...LIST_NAMES,
	"brief-stories",
];

/** Whether an issue has nothing in a list. */
export function isEmpty(list: string, { issue }: Scope): boolean {
	if (list === "brief-stories") return storiesOf(issue).briefs.length === 0;
	const known = LIST_NAMES.find((name) => name === list);
	return known !== undefined && issue[known].length === 0;
}
