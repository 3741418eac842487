import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { finding, quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import {
	isShown,
	ownText,
	type PlacedText,
	partsOf,
	placedTexts,
	squeezed,
} from "./placed-text.ts";

/** A text that a part must show, by its last key in the content. */
const KINDS: Record<string, string> = {
	name: "name",
	summary: "summary",
	sentence: "sentence",
	pricing: "price",
	entryPrice: "price",
	figure: "figure",
};

/**
 * Both parts show the texts of the content, unchanged, where the templates put
 * them: names, summaries and prices, and the scores and shares of a comparison in
 * full. What the templates must say of any issue is proven once, by a made-up
 * issue (prove-templates.ts); this check compares the content of this one.
 */
export function checkContent(
	copy: RenderedCopy,
	{ content }: Expected,
): Finding[] {
	if (copy.texts === null) return [unplaced()];
	const comparisons = [...content.leads, ...content.briefs];
	return partsOf(copy).flatMap(({ part, pieces }) => {
		const placed = placedTexts(pieces);
		const changed = placed.filter((one) => !isShown(one));
		return [
			...changed.map((one) => textDiffers(part, one)),
			...comparisons.flatMap((comparison, index) =>
				checkComparison(copy, part, placed, comparison, index, content.leads),
			),
			...(copy.reader.format === "full"
				? content.leads.flatMap((lead, index) =>
						missingNumbers(part, pieces, lead, `leads.${index}.`),
					)
				: []),
		];
	});
}

function checkComparison(
	{ reader }: RenderedCopy,
	part: string,
	placed: readonly PlacedText[],
	comparison: ComparisonContent,
	index: number,
	leads: readonly ComparisonContent[],
): Finding[] {
	const isLead = index < leads.length;
	const prefix =
		reader.format === "brief"
			? `calls.${index}.`
			: isLead
				? `leads.${index}.`
				: `briefs.${index - leads.length}.`;
	const own = placed.filter(({ path }) => path.startsWith(prefix));
	const has = (text: string) =>
		text.trim() === "" ||
		own.some((one) => squeezed(one.shown) === squeezed(text));
	const { left, right, title, summary } = comparison;
	const missing = (kind: string, texts: readonly string[]) => {
		const absent = texts.filter((text) => !has(text));
		return absent.length === 0 ? [] : [missingText(part, kind, absent, title)];
	};
	const names = missing("name", [left.name, right.name]);
	if (names.length > 0) return [comparisonMissing(part, title)];
	if (reader.format === "brief")
		return own.some(({ path }) => path.endsWith(".sentence"))
			? []
			: [missingText(part, "summary", [summary], title)];
	return [
		...missing("summary", [summary]),
		...(isLead
			? missing("price", [left, right].flatMap(pricesOf))
			: missing("price", [left.entryPrice, right.entryPrice])),
	];
}

function pricesOf({ pricing, entryPrice }: ToolContent): string[] {
	return [...new Set([pricing, entryPrice])];
}

/** The scores and shares of a comparison in full that its own text does not have, between its summary and the next comparison. */
function missingNumbers(
	part: string,
	pieces: ReturnType<typeof partsOf>[number]["pieces"],
	{ left, right, title }: ComparisonContent,
	prefix: string,
): Finding[] {
	const path = ({ origin }: (typeof pieces)[number]) =>
		typeof origin === "object" && origin !== null ? origin.path : null;
	const from = pieces.findIndex((one) => path(one) === `${prefix}summary`);
	if (from < 0) return [];
	const length = pieces.slice(from).findIndex((one) => {
		const other = path(one);
		return other !== null && !other.startsWith(prefix);
	});
	const text = ownText(
		pieces.slice(from, length < 0 ? undefined : from + length),
	);
	const numbers = text.match(/\d+%?/g) ?? [];
	const missing = (kind: string, expected: readonly string[]): Finding[] => {
		const absent = expected.filter(
			(one) =>
				numbers.filter((number) => number === one).length <
				(kind === "score"
					? expected.filter((other) => other === one).length
					: 1),
		);
		return absent.length === 0
			? []
			: [
					{
						...missingText(part, kind, absent, title),
						code: `${kind}-differs`,
					},
				];
	};
	return [
		...missing("share", [left, right].flatMap(sharesOf)),
		...missing("score", [left, right].flatMap(scoresOf)),
	];
}

function sharesOf({ panel, community }: ToolContent): string[] {
	return [panel.share, community?.share ?? null].flatMap((share) =>
		share === null ? [] : [`${share}%`],
	);
}

function scoresOf({ reviews }: ToolContent): string[] {
	return reviews.flatMap(({ score }) => (score === null ? [] : [`${score}`]));
}

function textDiffers(part: string, { path, text, shown }: PlacedText): Finding {
	const kind = KINDS[path.slice(path.lastIndexOf(".") + 1)] ?? "text";
	return finding(
		"block",
		`${kind}-differs`,
		part,
		`It says ${quoteList([shown])} where the issue has ${quoteList([text])}.`,
		"Fix the template: it must show each text of the issue as it is.",
	);
}

function missingText(
	part: string,
	kind: string,
	texts: readonly string[],
	title: string,
): Finding {
	return finding(
		"block",
		`${kind}-missing`,
		`${part}, “${title}”`,
		`It does not show the ${kind} ${quoteList(texts)}.`,
		`Fix the template: both parts must show each ${kind} of the issue as it is.`,
	);
}

function comparisonMissing(part: string, title: string): Finding {
	return finding(
		"block",
		"comparison-missing",
		part,
		`The comparison “${title}” is missing.`,
		"Fix the template of this part: the HTML part and the text part must have the same comparisons.",
	);
}

function unplaced(): Finding {
	return finding(
		"hint",
		"content-unplaced",
		"both parts",
		"The texts of the issue could not be compared one by one, because the message was made by other templates than those of today, or a template cuts texts.",
		"Compare the message with the issue yourself.",
	);
}
