import { groupSummary, groupTitle, lineOn } from "../words/group-words.ts";
import type { Composing } from "../words/summary.ts";
import { usedForms } from "../words/used-forms.ts";
import type {
	ComparisonContent,
	GroupContent,
	ToolContent,
} from "./content.ts";

/**
 * The comparisons of an issue that share a tool, as groups, so that a tool met
 * more than once is told once. The tool with the most comparisons takes all of
 * its own, then the next one of what is left; of two with as many, the one that
 * comes first. A comparison is in one group at most.
 *
 * @param comparisons the leads, then the briefs, in the order of the issue
 */
export function groupsOf(
	comparisons: readonly ComparisonContent[],
	composing: Composing = {},
): GroupContent[] {
	const groups: GroupContent[] = [];
	let left = [...comparisons];
	for (;;) {
		const next = mostMet(left);
		if (next === null) break;
		const own = left.filter((pair) => otherThan(next, pair) !== null);
		groups.push(groupOf(next, own, composing));
		left = left.filter((pair) => !own.includes(pair));
	}
	const order = comparisons.map(({ slug }) => slug);
	const place = ({ others: [first] }: GroupContent) =>
		order.indexOf(first?.slug ?? "");
	return groups.toSorted((a, b) => place(a) - place(b));
}

/** The tool in most of the comparisons; null: none is in two of them. */
function mostMet(
	comparisons: readonly ComparisonContent[],
): ToolContent | null {
	const met = new Map<string, { tool: ToolContent; times: number }>();
	for (const { left, right } of comparisons)
		for (const tool of left.slug === right.slug ? [left] : [left, right]) {
			const known = met.get(tool.slug) ?? { tool, times: 0 };
			known.times++;
			met.set(tool.slug, known);
		}
	const [most] = [...met.values()].toSorted((a, b) => b.times - a.times);
	return most && most.times > 1 ? most.tool : null;
}

function groupOf(
	tool: ToolContent,
	comparisons: readonly ComparisonContent[],
	{ language, used = usedForms() }: Composing,
): GroupContent {
	const composing = { ...(language && { language }), used };
	const met = comparisons.flatMap((pair) => {
		const other = otherThan(tool, pair);
		return other === null ? [] : [{ slug: pair.slug, other }];
	});
	return {
		slug: tool.slug,
		title: groupTitle(tool, met.length, composing),
		summary: groupSummary(
			tool,
			met.map(({ other }) => other),
			composing,
		),
		others: met.map(({ slug, other }) => ({
			slug,
			line: lineOn(other, composing),
		})),
	};
}

/** The tool of a comparison that is not this one; null: this one is not in it. */
function otherThan(
	{ slug }: Pick<ToolContent, "slug">,
	{ left, right }: ComparisonContent,
): ToolContent | null {
	if (left.slug === slug) return right;
	return right.slug === slug ? left : null;
}
