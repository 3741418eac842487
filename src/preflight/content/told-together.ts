import type {
	ComparisonContent,
	GroupContent,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";

/** A comparison that an issue tells in a group. */
export interface ToldTogether {
	group: GroupContent;
	/** Where the group is in the content: `groups.0.` */
	prefix: string;
	/** Where the line on the other tool is: `groups.0.others.1.line` */
	line: string;
	/** Where its comparisons are: `leads.0.`, `briefs.2.` */
	members: string[];
	/** Where the shared tool is that is told: `leads.0.left.` */
	shared: string;
}

/** The group of each comparison that is in one, by its place in leads and briefs: `leads.0.` */
export function toldTogether({
	leads,
	briefs,
	groups = [],
}: Pick<IssueContent, "leads" | "briefs" | "groups">): Map<
	string,
	ToldTogether
> {
	const places = new Map(
		Object.entries({ leads, briefs }).flatMap(([list, comparisons]) =>
			comparisons.map((one, at) => [one.slug, { one, at: `${list}.${at}.` }]),
		),
	);
	return new Map(
		groups.flatMap((group, index) => {
			const members = group.others.flatMap(({ slug }, other) => {
				const place = places.get(slug);
				return place ? [{ ...place, other }] : [];
			});
			const [first] = members;
			if (!first) return [];
			const side = first.one.left.slug === group.slug ? "left" : "right";
			return members.map(({ at, other }): [string, ToldTogether] => [
				at,
				{
					group,
					prefix: `groups.${index}.`,
					line: `groups.${index}.others.${other}.line`,
					members: members.map((member) => member.at),
					shared: `${first.at}${side}.`,
				},
			]);
		}),
	);
}

/** The two tools of a comparison in a group: the shared one, and the other. */
export function sharedAndOther(
	{ group: { slug } }: ToldTogether,
	{ left, right }: ComparisonContent,
): [shared: ToolContent, other: ToolContent] {
	return left.slug === slug ? [left, right] : [right, left];
}
