import type { ToolContent } from "../issue/content/content.ts";
import { withoutMarks } from "../issue/content/marks.ts";

/** A fact to decide by, of one tool or of two. */
export interface FactRow {
	name: string;
	/** Each tool's, in their order; null: not given. More than one text each: entry price and pricing. */
	texts: (readonly string[] | null)[];
	/** What stands for a fact that is not given. */
	missing: string;
	/** Whether the words are ours; else somebody else wrote them, in any script. */
	ours: boolean;
	/** Whether it is the same for all. */
	same: boolean;
}

const CATEGORY = "Category";

const FACTS: readonly {
	name: string;
	missing?: string;
	ours: boolean;
	of: (tool: ToolContent) => (string | null)[];
}[] = [
	{
		name: "Price",
		ours: false,
		of: ({ entryPrice, pricing }) =>
			withoutMarks(entryPrice) === withoutMarks(pricing)
				? [entryPrice]
				: [entryPrice, pricing],
	},
	{ name: "Best for", ours: false, of: ({ bestFor }) => [bestFor] },
	{
		name: "Readers",
		missing: "no votes yet",
		ours: true,
		of: ({ community }) => [community && votesOf(community)],
	},
	{ name: CATEGORY, ours: false, of: ({ category }) => [category] },
];

/** "62% ship · 50 votes", or "62% ship" where only the share is stated. */
function votesOf({
	share,
	ship,
	skip,
}: NonNullable<ToolContent["community"]>): string {
	return ship === null || skip === null
		? `${share}% ship`
		: `${share}% ship · ${ship + skip} votes`;
}

/** What the tools cost to begin with: all that is said of it in brief. Null: not given for any. */
export function entryPriceRow(tools: readonly ToolContent[]): FactRow | null {
	return rowOf(tools, {
		name: "Price",
		ours: false,
		of: ({ entryPrice }) => [entryPrice],
	});
}

/** The facts to decide by. What is given for none of the tools is left out, and so is a category that they share. */
export function factRows(tools: readonly ToolContent[]): FactRow[] {
	return FACTS.flatMap((fact) => rowOf(tools, fact) ?? []).filter(
		({ name, same }) => name !== CATEGORY || !same || tools.length === 1,
	);
}

function rowOf(
	tools: readonly ToolContent[],
	{ name, missing = "not given", ours, of }: (typeof FACTS)[number],
): FactRow | null {
	const texts = tools.map((tool) => {
		const given = of(tool).filter(
			(text): text is string => text !== null && text.trim() !== "",
		);
		return given.length === 0 ? null : given;
	});
	if (texts.every((one) => one === null)) return null;
	const plain = texts.map((one) => one?.map(withoutMarks).join("\n"));
	return { name, missing, texts, ours, same: new Set(plain).size === 1 };
}
