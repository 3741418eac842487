import { isDeepStrictEqual } from "node:util";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { differing } from "../../text/differing.ts";
import type {
	ComparisonContent,
	IssueContent,
	ReviewContent,
	ToolContent,
} from "../content/content.ts";

/** What a fact is called; null: it is compared by other means, or no approval covers it. */
const TOOL_FACTS: Record<keyof ToolContent, string | null> = {
	slug: null,
	name: "Name",
	url: null,
	tagline: "Tagline",
	category: "Category",
	pricing: "Pricing",
	entryPrice: "Price",
	bestFor: "Best for",
	description: "Description",
	panel: null,
	community: null,
	reviews: null,
	flip: null,
	shortName: "Short name",
	priceBefore: null,
};

/** What differs in the tools and comparisons that both show in full or in brief. */
export function factChanges(
	before: IssueContent,
	after: IssueContent,
): string[] {
	const was = toolsOf(before);
	const changed = [...toolsOf(after)].flatMap(([slug, now]) => {
		const then = was.get(slug);
		return then ? toolChanges(then, now) : [];
	});
	return [...new Set(changed), ...comparisonChanges(before, after)];
}

/** What is a comparison's own. */
function comparisonChanges(before: IssueContent, after: IssueContent) {
	const was = new Map(
		[...before.leads, ...before.briefs].map((one) => [one.slug, one]),
	);
	return [...after.leads, ...after.briefs].flatMap((is) => {
		const then = was.get(is.slug);
		if (!then) return [];
		const sides = ({ left, right }: ComparisonContent) =>
			[left.slug, right.slug].join(", ");
		return [
			...(then.publishedAt === is.publishedAt
				? []
				: [
						`Publication of ${is.title}: ${differing(then.publishedAt, is.publishedAt)}`,
					]),
			...readers(then, is),
			...(sides(then) === sides(is)
				? []
				: [`Tools of ${is.title}: ${differing(sides(then), sides(is))}`]),
		];
	});
}

/** No approval covers the readers' votes, only the words that follow from them: then they are why. */
function readers(was: ComparisonContent, is: ComparisonContent): string[] {
	if (was.story === is.story && was.summary === is.summary) return [];
	return (["left", "right"] as const).flatMap((side) => {
		const [then, now] = [was[side].community, is[side].community];
		return was[side].slug !== is[side].slug || then?.share === now?.share
			? []
			: [`Readers on ${is[side].name}: ${share(then)} → ${share(now)}`];
	});
}

const share = (community: ToolContent["community"]) =>
	community === null ? "not known" : `${community.share}% would ship it`;

function toolsOf({ leads, briefs }: IssueContent): Map<string, ToolContent> {
	return new Map(
		[...leads, ...briefs]
			.flatMap(({ left, right }: ComparisonContent) => [left, right])
			.map((tool) => [tool.slug, tool]),
	);
}

function toolChanges(was: ToolContent, is: ToolContent): string[] {
	const changes = textChanges(
		was,
		is,
		TOOL_FACTS,
		(label) => `${label} of ${is.name}`,
	);
	if (!isDeepStrictEqual(was.panel, is.panel))
		changes.push(`Panel verdict of ${is.name}: ${panel(was)} → ${panel(is)}`);
	if (!isDeepStrictEqual(was.flip, is.flip))
		changes.push(`Changed verdict of ${is.name}: ${flip(was)} → ${flip(is)}`);
	// What an earlier issue said of the price follows from the price, where that changed.
	if (was.priceBefore !== is.priceBefore && was.entryPrice === is.entryPrice)
		changes.push(
			`Price of ${is.name} in an earlier issue: ${differing(was.priceBefore ?? was.entryPrice, is.priceBefore ?? is.entryPrice)}`,
		);
	for (const reviewer of new Set(
		[...was.reviews, ...is.reviews].map((one) => one.reviewer),
	))
		if (isOther(review(was, reviewer), review(is, reviewer)))
			changes.push(
				`Review of ${is.name} by the ${reviewer}${scores(review(was, reviewer), review(is, reviewer))}`,
			);
	return changes;
}

function panel({ panel: { verdict, share } }: ToolContent): string {
	if (verdict === null) return "not known";
	return share === null ? verdict : `${verdict}, ${share}%`;
}

const flip = ({ flip }: ToolContent) =>
	flip === null ? "none" : `from ${flip.from} to ${flip.to}`;

const review = (tool: ToolContent, by: Reviewer) =>
	tool.reviews.find(({ reviewer }) => reviewer === by);

/** A quote is chosen for what is shown in full alone: a place is no change of a review. */
function isOther(was?: ReviewContent, is?: ReviewContent): boolean {
	if (!was || !is) return was !== is;
	const { quote: then, ...before } = was;
	const { quote: now, ...after } = is;
	return (
		!isDeepStrictEqual(before, after) ||
		(then !== undefined && now !== undefined && then !== now)
	);
}

function scores(was?: ReviewContent, is?: ReviewContent): string {
	const told = (one?: ReviewContent) =>
		one ? `${one.verdict ?? "no verdict"} ${one.score ?? ""}`.trim() : "none";
	return told(was) === told(is) ? "" : `: ${told(was)} → ${told(is)}`;
}

/** The fields that differ and have a label. @param call what the label is called here */
export function textChanges<T extends object>(
	was: T,
	is: T,
	labels: Record<keyof T, string | null>,
	call: (label: string) => string,
): string[] {
	return (Object.keys(labels) as (keyof T)[]).flatMap((field) => {
		const label = labels[field];
		if (label === null || was[field] === is[field]) return [];
		return [`${call(label)}: ${differing(was[field], is[field])}`];
	});
}
