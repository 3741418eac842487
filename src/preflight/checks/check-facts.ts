import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import {
	containsPhrase,
	countPhrase,
	normalizeText,
	textByTitle,
} from "./compare-text.ts";
import { visibleText } from "./dom.ts";

interface Part {
	name: string;
	/** The whole part, normalized. */
	words: string;
	/** By normalized title. */
	comparisons: Map<string, string>;
}

/**
 * Both parts have all comparisons of the issue. Those in full have the shares,
 * scores and prices of the content. Of those in brief, neither part has a fact
 * that the other leaves out.
 */
export function checkFacts(
	{ mail, dom, reader }: RenderedCopy,
	{ content }: Expected,
): Finding[] {
	const comparisons = [...content.leads, ...content.briefs];
	const titles = comparisons.map(({ title }) => normalizeText(title));
	const part = (name: string, text: string): Part => {
		const words = normalizeText(text);
		return { name, words, comparisons: textByTitle(words, titles) };
	};
	const html = part("HTML part", visibleText(dom));
	const text = part("text part", mail.text ?? "");
	return comparisons.flatMap((comparison) => {
		const missing = [html, text].filter(
			({ words }) => !hasBothTools(words, comparison),
		);
		if (missing.length > 0)
			return missing.map(({ name }) => comparisonMissing(name, comparison));
		if (reader.format === "full" && content.leads.includes(comparison))
			return [html, text].flatMap((one) => missingFacts(one, comparison));
		return unequalFacts(html, text, comparison);
	});
}

function hasBothTools(
	words: string,
	{ left, right }: ComparisonContent,
): boolean {
	return [left, right].every(({ name }) =>
		containsPhrase(words, normalizeText(name)),
	);
}

function comparisonMissing(
	part: string,
	{ title }: ComparisonContent,
): Finding {
	return {
		level: "block",
		code: "comparison-missing",
		place: part,
		what: `The comparison “${title}” is missing.`,
		fix: "Fix the template of this part: the HTML part and the text part must have the same comparisons.",
	};
}

/** For a comparison in full: the facts of the content that this part does not have. */
function missingFacts(part: Part, comparison: ComparisonContent): Finding[] {
	const text =
		part.comparisons.get(normalizeText(comparison.title)) ?? part.words;
	const tools = [comparison.left, comparison.right];
	const missing = (facts: string[]) => {
		const counts = new Map<string, number>();
		for (const fact of facts) counts.set(fact, (counts.get(fact) ?? 0) + 1);
		return [...counts]
			.filter(([fact, times]) => !hasFact(text, normalizeText(fact), times))
			.map(([fact]) => fact);
	};
	const differs = (kind: string, facts: string[]): Finding[] =>
		facts.length === 0
			? []
			: [
					{
						level: "block",
						code: `${kind}-differs`,
						place: `${part.name}, “${comparison.title}”`,
						what: `The issue has the ${kind} ${quoteList(facts)}, and this part does not.`,
						fix: `Fix the template: it must show each ${kind} exactly as it is in the catalog.`,
					},
				];
	return [
		...differs("price", missing(tools.flatMap(pricesOf))),
		...differs("share", missing(tools.flatMap(sharesOf))),
		...differs("score", missing(tools.flatMap(scoresOf))),
	];
}

/** Whether a fact is there once for each tool, or once for both: "Both: Free". */
function hasFact(text: string, fact: string, times: number): boolean {
	return (
		countPhrase(text, fact) >= times ||
		text.includes(`both: ${fact}`) ||
		(times === 1 && containsPhrase(text, fact))
	);
}

/** For a comparison in brief: the facts that only one part has. */
function unequalFacts(
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
		const said = one?.comparisons.get(normalizeText(comparison.title));
		if (!one || !other || said === undefined) return [];
		const only = facts.filter(
			(fact) =>
				countPhrase(said, normalizeText(fact)) > 0 &&
				countPhrase(other.words, normalizeText(fact)) === 0,
		);
		return only.length === 0
			? []
			: [
					{
						level: "warn",
						code: "parts-differ",
						place: `${other.name}, “${comparison.title}”`,
						what: `The ${one.name} has ${quoteList(only)}, and this part does not.`,
						fix: "Put the same facts into both parts.",
					} as const,
				];
	});
}

function pricesOf({ pricing, entryPrice }: ToolContent): string[] {
	// Pricing and entry price can be the same word: "Free".
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
