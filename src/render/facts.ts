import type { ToolContent } from "../issue/content/content.ts";
import { withoutMarks } from "../issue/content/marks.ts";
import { communityLabel } from "./labels.ts";

/** A fact to decide by, of one tool or of two. */
export interface FactRow {
	name: string;
	/** Each tool's, in their order; null: not given. More than one text each: entry price and pricing. */
	texts: (readonly string[] | null)[];
	/** Whether the words are ours; else somebody else wrote them, in any script. */
	ours: boolean;
	/** Whether it is the same for all. */
	same: boolean;
}

const FACTS: readonly {
	name: string;
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
		ours: true,
		of: ({ community }) => [community && communityLabel(community)],
	},
	{ name: "Category", ours: false, of: ({ category }) => [category] },
];

/** The facts to decide by. What is given for none of the tools is left out. */
export function factRows(tools: readonly ToolContent[]): FactRow[] {
	return FACTS.flatMap(({ name, ours, of }) => {
		const texts = tools.map((tool) => {
			const given = of(tool).filter(
				(text): text is string => text !== null && text.trim() !== "",
			);
			return given.length === 0 ? null : given;
		});
		if (texts.every((one) => one === null)) return [];
		const plain = texts.map((one) => one?.map(withoutMarks).join("\n"));
		return [{ name, texts, ours, same: new Set(plain).size === 1 }];
	});
}
