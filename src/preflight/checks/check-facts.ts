import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { type Finding, some } from "../finding.ts";
import type { Facts, Specimen } from "../rendered-copy.ts";
import { wordsOf } from "./dom.ts";
import { countOf, folded, says, storiesIn } from "./stories.ts";

interface Part {
	name: string;
	words: string;
	stories: Map<string, string>;
}

/**
 * Both parts tell the comparisons, and what they tell of them is what
 * the content says: shares, scores and prices of those told in full; of the
 * others, nothing in one part that the other leaves out.
 */
export function checkFacts(
	{ mail, dom, reader }: Specimen,
	{ content }: Facts,
): Finding[] {
	const told = [...content.leads, ...content.briefs];
	const titles = told.map(({ title }) => folded(title));
	const part = (name: string, text: string): Part => {
		const words = folded(text);
		return { name, words, stories: storiesIn(words, titles) };
	};
	const html = part("HTML part", wordsOf(dom));
	const text = part("text part", mail.text ?? "");
	return told.flatMap((comparison) => {
		const missing = [html, text].filter(
			({ words }) => !tells(words, comparison),
		);
		if (missing.length > 0)
			return missing.map(({ name }) => comparisonMissing(name, comparison));
		if (reader.format === "full" && content.leads.includes(comparison))
			return [html, text].flatMap((one) => wrongIn(one, comparison));
		return unevenIn(html, text, comparison);
	});
}

function tells(words: string, { left, right }: ComparisonContent): boolean {
	return [left, right].every(({ name }) => says(words, folded(name)));
}

function comparisonMissing(
	part: string,
	{ title }: ComparisonContent,
): Finding {
	return {
		level: "block",
		code: "comparison-missing",
		place: part,
		what: `It does not tell “${title}”, which the issue holds.`,
		mend: "Mend the template of this part: a reader of one part gets the same facts as a reader of the other.",
	};
}

/** What the content says of a comparison told in full and this part does not. */
function wrongIn(part: Part, comparison: ComparisonContent): Finding[] {
	const story = part.stories.get(folded(comparison.title)) ?? part.words;
	const tools = [comparison.left, comparison.right];
	const lacks = (facts: string[]) => {
		const wanted = new Map<string, number>();
		for (const fact of facts) wanted.set(fact, (wanted.get(fact) ?? 0) + 1);
		return [...wanted]
			.filter(([fact, times]) => !saysTimes(story, folded(fact), times))
			.map(([fact]) => fact);
	};
	const differs = (kind: string, missing: string[]): Finding[] =>
		missing.length === 0
			? []
			: [
					{
						level: "block",
						code: `${kind}-differs`,
						place: `${part.name}, “${comparison.title}”`,
						what: `The issue says ${some(missing)}, and this part does not.`,
						mend: `Mend the template: it must tell each ${kind} as the catalog has it.`,
					},
				];
	return [
		...differs("price", lacks(tools.flatMap(pricesOf))),
		...differs("share", lacks(tools.flatMap(sharesOf))),
		...differs("score", lacks(tools.flatMap(scoresOf))),
	];
}

/** Once for each tool, or once for both: "Both: Free". */
function saysTimes(story: string, fact: string, times: number): boolean {
	return (
		countOf(story, fact) >= times ||
		story.includes(`both: ${fact}`) ||
		(times === 1 && says(story, fact))
	);
}

/** Of a comparison told in brief, what one part says and the other does not. */
function unevenIn(
	html: Part,
	text: Part,
	comparison: ComparisonContent,
): Finding[] {
	const facts = [comparison.left, comparison.right].flatMap((tool) => [
		...sharesOf(tool),
		...pricesOf(tool),
	]);
	return [
		[html, text],
		[text, html],
	].flatMap(([one, other]) => {
		const story = one?.stories.get(folded(comparison.title));
		if (!one || !other || story === undefined) return [];
		const only = facts.filter(
			(fact) =>
				countOf(story, folded(fact)) > 0 &&
				countOf(other.words, folded(fact)) === 0,
		);
		return only.length === 0
			? []
			: [
					{
						level: "warn",
						code: "parts-differ",
						place: `${other.name}, “${comparison.title}”`,
						what: `The ${one.name} says ${some(only)}, and this part does not.`,
						mend: "Tell the same facts in both parts.",
					} as const,
				];
	});
}

function pricesOf({ pricing, entryPrice }: ToolContent): string[] {
	// "Free" may be within what is told of the pricing, and says the same.
	return [...new Set([pricing, entryPrice])].filter(
		(price) => price.trim() !== "",
	);
}

function sharesOf({ panel, community }: ToolContent): string[] {
	return [panel.share, community?.share ?? null].flatMap((share) =>
		share === null ? [] : [`${share}%`],
	);
}

function scoresOf({ reviews }: ToolContent): string[] {
	return reviews.flatMap(({ score }) => (score === null ? [] : [`${score}`]));
}
