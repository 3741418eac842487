import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";
import {
	sharedAndOther,
	type ToldTogether,
	toldTogether,
} from "./told-together.ts";

/** A call of the brief digest: a comparison, or all that share a tool. */
export interface PlacedCall {
	/** Where it is in what the brief digest shows: `calls.2.` */
	prefix: string;
	/** The one comparison, or the first of the group. */
	comparison: ComparisonContent;
	/** The tools of its rows, in their order. */
	tools: ToolContent[];
}

/** The calls of the brief digest by the slug of each comparison. Those of a group are one call, at the place of its first. */
export function callsOfBrief(
	content: Pick<IssueContent, "leads" | "briefs" | "groups">,
	together: ReadonlyMap<string, ToldTogether> = toldTogether(content),
): Map<string, PlacedCall> {
	const calls = new Map<string, PlacedCall>();
	const begun = new Map<unknown, PlacedCall>();
	const { leads, briefs } = content;
	for (const [list, comparisons] of Object.entries({ leads, briefs }))
		for (const [at, comparison] of comparisons.entries()) {
			const group = together.get(`${list}.${at}.`);
			const known = group && begun.get(group.group);
			const call = known ?? {
				prefix: `calls.${begun.size}.`,
				comparison,
				tools: [],
			};
			if (!known) begun.set(group?.group ?? comparison, call);
			const { left, right } = comparison;
			const [first, second] = group
				? sharedAndOther(group, comparison)
				: [left, right];
			call.tools.push(...(known ? [second] : [first, second]));
			calls.set(comparison.slug, call);
		}
	return calls;
}
