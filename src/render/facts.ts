import { onePriceOf, pricesOf } from "../catalog/prices.ts";
import type { ToolContent } from "../issue/content/content.ts";
import { withoutMarks } from "../issue/content/marks.ts";
import type { FactWords } from "../issue/words/language/frame-words.ts";
import type { Language } from "../issue/words/language/language.ts";

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

interface Fact {
	key: "price" | "bestFor" | "readers" | "category";
	missing: "notGiven" | "noVotes";
	ours: boolean;
	of: (tool: ToolContent, words: FactWords) => (string | null)[];
}

const ENTRY_PRICE: Fact = {
	key: "price",
	missing: "notGiven",
	ours: false,
	of: ({ entryPrice }) => [entryPrice],
};

const PRICES: Fact = {
	...ENTRY_PRICE,
	of: (tool) => pricesOf(tool, withoutMarks),
};
const ONE_PRICE: Fact = {
	...ENTRY_PRICE,
	of: (tool) => [onePriceOf(tool, withoutMarks)],
};

const OTHER_FACTS: readonly Fact[] = [
	{
		key: "bestFor",
		missing: "notGiven",
		ours: false,
		of: ({ bestFor }) => [bestFor],
	},
	{
		key: "readers",
		missing: "noVotes",
		ours: true,
		of: ({ community }, words) => [community && votesOf(community, words)],
	},
	{
		key: "category",
		missing: "notGiven",
		ours: false,
		of: ({ category }) => [category],
	},
];

/** "62% ship · 50 votes", or "62% ship" where only the share is stated. */
function votesOf(
	{ share, ship, skip }: NonNullable<ToolContent["community"]>,
	words: FactWords,
): string {
	return words.votes(
		share,
		ship === null || skip === null ? null : ship + skip,
	);
}

/** What the tools cost to begin with: all that is said of it in brief. Null: not given for any. */
export function entryPriceRow(
	tools: readonly ToolContent[],
	{ frame }: Language,
): FactRow | null {
	return rowOf(tools, ENTRY_PRICE, frame.facts);
}

/**
 * The facts to decide by. What is given for none of the tools is left out, and so
 * is a category that they share.
 *
 * @param inDetail with the pricing, which the first story has room for; else it is behind the link
 */
export function factRows(
	tools: readonly ToolContent[],
	inDetail: boolean,
	{ frame }: Language,
): FactRow[] {
	const facts = [inDetail ? PRICES : ONE_PRICE, ...OTHER_FACTS];
	return facts.flatMap((fact) => {
		const row = rowOf(tools, fact, frame.facts);
		if (row === null) return [];
		return fact.key !== "category" || !row.same || tools.length === 1
			? [row]
			: [];
	});
}

function rowOf(
	tools: readonly ToolContent[],
	{ key, missing, ours, of }: Fact,
	words: FactWords,
): FactRow | null {
	const texts = tools.map((tool) => {
		const given = of(tool, words).filter(
			(text): text is string => text !== null && text.trim() !== "",
		);
		return given.length === 0 ? null : given;
	});
	if (texts.every((one) => one === null)) return null;
	const plain = texts.map((one) => one?.map(withoutMarks).join("\n"));
	return {
		name: words[key],
		missing: words[missing],
		texts,
		ours,
		same: new Set(plain).size === 1,
	};
}
