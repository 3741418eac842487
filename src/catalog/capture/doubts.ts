import type { DocumentWarning } from "../import/problem.ts";
import { REVIEWERS } from "../panel.ts";
import type { CapturedReview } from "./captured-review.ts";
import type { ToolCard } from "./cards.ts";
import { isFurniture } from "./furniture.ts";
import { type CaptureLine, isSameText } from "./lines.ts";
import type { Scorecard } from "./scorecard.ts";
import { hasStruckPrice } from "./site-lines.ts";
import type { DecisionTable } from "./table.ts";

interface Text {
	/** "Vim: the description", "Vim: the review by the builder" */
	whose: string;
	line: number;
	paragraphs: readonly CaptureLine[];
	/** Null for a description. */
	review: CapturedReview | null;
}

/**
 * Warns of what was read, but may have been changed or lost before the page was
 * saved: a fact that only one card or review lacks, a paragraph that may be the
 * site's, a text that is there twice, and a price that may be struck out.
 */
export function captureDoubts(
	left: ToolCard,
	right: ToolCard,
	table: DecisionTable | null,
	scorecard: Scorecard,
): DocumentWarning[] {
	const texts = [
		...textsOf(left, "left", scorecard),
		...textsOf(right, "right", scorecard),
	];
	return [
		...missingOnCard(left, right, table?.category?.left),
		...missingOnCard(right, left, table?.category?.right),
		...missingInReviews(texts),
		...laterParagraphs(texts),
		...sameTexts(texts),
		...struckPrices(left, table?.pricing?.left, table?.pricing?.line),
		...struckPrices(right, table?.pricing?.right, table?.pricing?.line),
	];
}

function textsOf(
	card: ToolCard,
	side: "left" | "right",
	scorecard: Scorecard,
): Text[] {
	const { name, line, paragraphs } = card;
	const description = {
		whose: `${name}: the description`,
		line: paragraphs[0]?.number ?? line,
		paragraphs,
		review: null,
	};
	const reviews = REVIEWERS.flatMap((reviewer) => {
		const review = scorecard[reviewer][side];
		const whose = `${name}: the review by the ${reviewer}`;
		return review ? [{ whose, ...review, review }] : [];
	});
	return [description, ...reviews];
}

/** @param category in the decision table, which stands in for that of the card */
function missingOnCard(
	card: ToolCard,
	other: ToolCard,
	category = "",
): DocumentWarning[] {
	return card.missing
		.filter((fact) => !other.missing.includes(fact))
		.filter((fact) => fact !== "category" || category === "")
		.map((fact) => ({
			code: "missing-fact",
			line: card.line,
			message: `${card.name}: the card has no ${fact}, but that of ${other.name} has one; it is left unknown`,
		}));
}

function missingInReviews(texts: readonly Text[]): DocumentWarning[] {
	const warnings: DocumentWarning[] = [];
	for (const fact of ["score", "verdict"] as const) {
		const reviews = texts.filter(({ review }) => review !== null);
		const lacks = ({ review }: Text) => review?.missing.includes(fact) === true;
		if (reviews.every(lacks)) continue;
		for (const { whose, line } of reviews.filter(lacks))
			warnings.push({
				code: "missing-fact",
				line,
				message: `${whose} has no ${fact}, but other reviews have one; it is left unknown`,
			});
	}
	return warnings;
}

function laterParagraphs(texts: readonly Text[]): DocumentWarning[] {
	return texts.flatMap(({ whose, paragraphs, review }) => {
		const [, second] = paragraphs;
		if (!second || review?.quoted) return [];
		return [
			{
				code: "more-paragraphs",
				line: second.number,
				message: `${whose} goes on with "${shortened(second.text)}"; if that is not part of it, remove the line`,
			},
		];
	});
}

function sameTexts(texts: readonly Text[]): DocumentWarning[] {
	return texts.flatMap((text, at) => {
		const same = (one: CaptureLine) => (other: CaptureLine) =>
			isSameText(one.text, other.text);
		const before = texts
			.slice(0, at)
			.find(({ paragraphs }) =>
				text.paragraphs.some((line) => paragraphs.some(same(line))),
			);
		if (!before) return [];
		const { whose, line } = text;
		return [
			{
				code: "same-text",
				line,
				message: `${whose} has the same words as ${before.whose}, line ${before.line}; check that neither took the place of another text`,
			},
		];
	});
}

function struckPrices(
	card: ToolCard,
	cell = "",
	cellLine = card.line,
): DocumentWarning[] {
	const prices = [
		{ text: card.entryPrice, line: card.line },
		{ text: cell, line: cellLine },
	];
	return prices
		.filter(({ text }) => hasStruckPrice(text))
		.map(({ text, line }) => ({
			code: "two-prices",
			line,
			message: `${card.name}: "${text}" has two prices next to each other; if the first is struck out on the page, remove it`,
		}));
}

/**
 * One warning for all lines within the page that were not used, without those that
 * every page has. Above the end of the last review, a sentence of several words is
 * named even if it looks like a button: it might have been a tool's.
 */
export function unusedLines(
	lines: readonly CaptureLine[],
	scorecard: Scorecard,
): DocumentWarning[] {
	const ends = REVIEWERS.flatMap((one) => {
		const { left, right } = scorecard[one];
		return [left, right].map((review) => review?.paragraphs.at(-1)?.number);
	});
	const end = Math.max(...ends.map((line) => line ?? 0));
	const unknown = lines
		.filter(
			({ text, number }) =>
				!isFurniture(text) ||
				(number < end &&
					/[^.][.!?]$/.test(text.slice(-2)) &&
					text.split(/\s+/).length > 2),
		)
		.sort((one, other) => one.number - other.number);
	const [first] = unknown;
	if (!first) return [];
	const quoted = unknown
		.slice(0, 3)
		.map(({ number, text }) => `line ${number} "${shortened(text)}"`);
	const more = unknown.length > 3 ? " and others" : "";
	return [
		{
			code: "unused-lines",
			line: first.number,
			message: `${unknown.length === 1 ? "1 line was" : `${unknown.length} lines were`} not used: ${quoted.join(", ")}${more}`,
		},
	];
}

function shortened(text: string): string {
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
