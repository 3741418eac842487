import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../issue/content/content.ts";

/** What is told in one piece: a comparison, or several that share a tool. */
export interface Story {
	/** The comparison, or the first of the group. */
	comparison: ComparisonContent;
	group: Group | null;
}

/** Comparisons that share a tool. */
export interface Group {
	/** The tool that they share, as the first of them has it. */
	tool: ToolContent;
	title: string;
	summary: string;
	others: { comparison: ComparisonContent; tool: ToolContent; line: string }[];
}

/** The stories of an issue: in full those with a lead, in brief the rest, each at the place of its first comparison. */
export function storiesOf(
	issue: Pick<IssueContent, "leads" | "briefs" | "groups">,
): { leads: Story[]; briefs: Story[] } {
	const all = [...issue.leads, ...issue.briefs];
	const groupBySlug = new Map(
		(issue.groups ?? []).flatMap((content) => {
			const group = groupIn(all, content);
			return group === null
				? []
				: group.others.map(({ comparison }) => [comparison, group] as const);
		}),
	);
	const stories = (comparisons: readonly ComparisonContent[]) =>
		comparisons.flatMap((comparison): Story[] => {
			const group = groupBySlug.get(comparison) ?? null;
			if (group === null) return [{ comparison, group }];
			return group.others[0]?.comparison === comparison
				? [{ comparison, group }]
				: [];
		});
	return { leads: stories(issue.leads), briefs: stories(issue.briefs) };
}

/** The tools of a story that are shown with all their facts: the pair, or the shared one. */
export function toolsInFull({ comparison, group }: Story): ToolContent[] {
	return group ? [group.tool] : [comparison.left, comparison.right];
}

/** Where a story in full begins on the issue's page, by its place among them. */
export function anchorOf(index: number): string {
	return `story-${index + 1}`;
}

/** The tools of each story, in order, with the page of the comparison that each is in: a shared tool is first, and once. */
export function callsOf(
	issue: Pick<IssueContent, "leads" | "briefs" | "groups">,
): { tool: ToolContent; url: string }[][] {
	const { leads, briefs } = storiesOf(issue);
	return [...leads, ...briefs].map(({ comparison, group }) =>
		group
			? [
					{ tool: group.tool, url: group.tool.url },
					...group.others.map(({ tool, comparison: { url } }) => ({
						tool,
						url,
					})),
				]
			: [comparison.left, comparison.right].map((tool) => ({
					tool,
					url: comparison.url,
				})),
	);
}

function groupIn(
	comparisons: readonly ComparisonContent[],
	{ slug, title, summary, others }: NonNullable<IssueContent["groups"]>[number],
): Group | null {
	const found = others.flatMap(({ slug: of, line }) => {
		const comparison = comparisons.find((one) => one.slug === of);
		if (!comparison) return [];
		const { left, right } = comparison;
		const [tool, shared] = left.slug === slug ? [right, left] : [left, right];
		return shared.slug === slug ? [{ comparison, tool, line, shared }] : [];
	});
	const [first] = found;
	if (!first || found.length < 2) return null;
	return {
		tool: first.shared,
		title,
		summary,
		others: found.map(({ shared: _, ...other }) => other),
	};
}
