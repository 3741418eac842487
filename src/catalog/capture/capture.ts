import type { DocumentInput, ToolInput } from "../import/document.ts";
import { badInput, type DocumentWarning } from "../import/problem.ts";
import { REVIEWERS } from "../panel.ts";
import { cardLabels, splitLabels } from "./card-labels.ts";
import { readCards, type ToolCard } from "./cards.ts";
import { captureContradictions } from "./contradictions.ts";
import { captureDoubts, unusedLines } from "./doubts.ts";
import { isFooter, isFurniture } from "./furniture.ts";
import {
	type CaptureLine,
	captureLines,
	endsSentence,
	findLabel,
	isSameText,
} from "./lines.ts";
import { readScorecard, type Scorecard } from "./scorecard.ts";
import {
	type DecisionTable,
	readDecisionTable,
	type TableRow,
} from "./table.ts";
import { unwrapped } from "./unwrap.ts";
import { type CapturedVotes, parseVotes, shipShare } from "./votes.ts";

/** What a capture says, with warnings about it. */
export interface Capture {
	document: DocumentInput;
	warnings: DocumentWarning[];
	/** The line from which a value of the document comes, by its path. */
	lineOf: (path: string) => number;
}

/**
 * Reads a comparison page that was saved as plain text. Its full form has a
 * decision table, and reviewers by name with score and verdict. Its reduced form
 * has only the texts of the reviews, in the panel's order. What the page does
 * not say is left unknown. What may be a fact or may not is refused; what is
 * known to be none, such as buttons, is left out.
 *
 * @throws BadInput `not-a-capture`, `two-pages`, `truncated`, `unclear`, `wrapped`
 * and others, with the line and what to do
 */
export function parseCapture(text: string): Capture {
	const lines = splitLabels(unwrapped(captureLines(text)));
	const parts = partsOf(lines);
	const { left, right, unused } = readCards(
		lines,
		parts.left,
		parts.right,
		parts.cardsEnd,
	);
	const table = parts.table
		? readDecisionTable(parts.table, { left: left.name, right: right.name })
		: null;
	const { scorecard, rest } = readScorecard(
		parts.scorecard,
		parts.scorecardLine,
	);
	return {
		document: {
			tools: [
				toolOf("left", left, table, scorecard),
				toolOf("right", right, table, scorecard),
			],
		},
		warnings: [
			...captureContradictions("left", left, table),
			...captureContradictions("right", right, table),
			...captureDoubts(left, right, table, scorecard),
			...(table?.unknown ?? []).map(({ label, line }) => ({
				code: "unknown-row",
				line,
				message: `the row "${label}" of the decision table is unknown and was ignored`,
			})),
			...unusedLines([...unused, ...rest], scorecard),
			...parts.warnings,
		],
		lineOf: (path) => {
			const tool = path.startsWith("tools[1]")
				? { side: "right" as const, card: right }
				: { side: "left" as const, card: left };
			const review = /\.reviews\[(\d+)\]/.exec(path)?.[1];
			const reviews = REVIEWERS.flatMap(
				(one) => scorecard[one][tool.side] ?? [],
			);
			return reviews[Number(review)]?.line ?? tool.card.line;
		},
	};
}

function partsOf(lines: readonly CaptureLine[]) {
	if (findLabel(lines, "Panel ship") < 0)
		throw badInput(
			"not-a-capture",
			'expected the text of a comparison page, with "Panel ship" on each tool\'s card',
			{ line: 1 },
		);
	refuseSecondPage(lines);
	// A link above the cards may have the label of the scorecard, or of the table.
	const firstShare = findLabel(lines, "Panel ship");
	const end = findLabel(lines, "Reviewer scorecard", firstShare);
	const cardsLimit = end < 0 ? lines.length : end;
	const left = cardLabels(lines, 0, cardsLimit, "first");
	const right = cardLabels(lines, left.entry + 1, cardsLimit, "second");
	const scorecardAt = findLabel(lines, "Reviewer scorecard", right.entry + 1);
	const last = lines.at(-1)?.number ?? 1;
	if (scorecardAt < 0) {
		readCards(lines, left, right, lines.length);
		throw badInput("truncated", 'expected "Reviewer scorecard"', {
			line: last,
		});
	}
	const tableAt = findTable(lines, right.entry + 1, scorecardAt);
	const below = lines.slice(scorecardAt + 1);
	const footer = below.findIndex((line) => isFooter(line.text));
	return {
		left,
		right,
		cardsEnd: tableAt < 0 ? scorecardAt : tableAt,
		table: tableAt < 0 ? null : lines.slice(tableAt, scorecardAt),
		scorecard: footer < 0 ? below : below.slice(0, footer),
		scorecardLine: lines[scorecardAt]?.number ?? 1,
		warnings: footer < 0 ? requireWholeReview(lines) : [],
	};
}

/** "Decision" with a row below it. A link to the table may have the same word. */
function findTable(
	lines: readonly CaptureLine[],
	from: number,
	end: number,
): number {
	const first = findLabel(lines, "Decision", from, end);
	const label = findLabel(lines, "Panel verdict", first, end);
	let last = first;
	for (let at = first; at >= 0 && at < label; )
		[last, at] = [at, findLabel(lines, "Decision", at + 1, label)];
	return last;
}

/** @throws BadInput `two-pages` */
function refuseSecondPage(lines: readonly CaptureLine[]): void {
	const kickers = lines.filter((line) =>
		isSameText(line.text, "AI tool comparison"),
	);
	const shares = lines.filter((line) => isSameText(line.text, "Panel ship"));
	const second = kickers[1] ?? shares[2];
	if (second)
		throw badInput(
			"two-pages",
			"a second page begins here or above; save each page in a file of its own",
			{ line: second.number },
		);
}

/** Without a footer, the last review may be cut off: refused if it ends within a sentence, else a warning. */
function requireWholeReview(lines: readonly CaptureLine[]): DocumentWarning[] {
	const last = lines.at(-1);
	const line = last?.number ?? 1;
	const text = last?.text ?? "";
	if (!endsSentence(text) && !/[”»"」』›’']$/.test(text) && !isFurniture(text))
		throw badInput(
			"truncated",
			"the capture is cut off within the last review; save the page again",
			{
				line,
			},
		);
	return [
		{
			code: "no-footer",
			line,
			message:
				"the capture ends with a review and may be cut off; if the page continues, save it again",
		},
	];
}

function toolOf(
	side: "left" | "right",
	card: ToolCard,
	table: DecisionTable | null,
	scorecard: Scorecard,
): ToolInput {
	const cell = (row: TableRow | null | undefined) => row?.[side] ?? "";
	const split = parseVotes(cell(table?.panelVerdict));
	const panelShare = card.share ?? (split && shipShare(split));
	const community = communityVotes(parseVotes(cell(table?.community)), card);
	return {
		name: card.name,
		tagline: card.tagline,
		category: card.category || cell(table?.category),
		pricing: cell(table?.pricing),
		entryPrice: card.entryPrice,
		bestFor: cell(table?.bestFor),
		description: card.description,
		panelShare,
		community,
		reviews: REVIEWERS.flatMap((reviewer) => {
			const review = scorecard[reviewer][side];
			if (!review) return [];
			const { score, verdict, body } = review;
			return [{ reviewer, score, verdict, body }];
		}),
	};
}

/** Counts are preferred to a share, and the table to the card. */
function communityVotes(
	inTable: CapturedVotes | null,
	card: ToolCard,
): NonNullable<ToolInput["community"]> | null {
	for (const votes of [inTable, card.community]) {
		if (votes?.ship != null && votes.skip !== null)
			return { ship: votes.ship, skip: votes.skip };
	}
	const share = card.community.share ?? inTable?.share ?? null;
	return share === null ? null : { share };
}
