import type { DocumentInput, ToolInput } from "../import/document.ts";
import { badInput, type DocumentWarning } from "../import/problem.ts";
import { REVIEWERS } from "../panel.ts";
import { readCards, type ToolCard } from "./cards.ts";
import { captureContradictions } from "./contradictions.ts";
import { type CaptureLine, captureLines, findLabel } from "./lines.ts";
import { readScorecard, type Scorecard } from "./scorecard.ts";
import {
	type DecisionTable,
	readDecisionTable,
	type TableRow,
} from "./table.ts";
import { type CapturedVotes, parseVotes, shipShare } from "./votes.ts";

/** What a capture says, with warnings about it. */
export interface Capture {
	document: DocumentInput;
	warnings: DocumentWarning[];
}

/**
 * Reads a comparison page that was saved as plain text. Its full form has a
 * decision table, and reviewers by name with score and verdict. Its reduced form
 * has only the texts of the reviews, in the panel's order. What the page does
 * not say is left unknown.
 *
 * @throws BadInput `not-a-capture`, `truncated` and others, with the line
 */
export function parseCapture(text: string): Capture {
	const lines = captureLines(text);
	const parts = partsOf(lines);
	const [left, right] = readCards(lines, parts.cardsEnd);
	const table = parts.table
		? readDecisionTable(parts.table, { left: left.name, right: right.name })
		: null;
	const scorecard = readScorecard(parts.scorecard, parts.scorecardLine);
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
			...(table?.unknown ?? []).map(({ label, line }) => ({
				code: "unknown-row",
				line,
				message: `the row "${label}" of the decision table is unknown and was ignored`,
			})),
			...parts.warnings,
		],
	};
}

/** What may follow the scorecard on the page. */
const FOOTER = [
	"Weekly AI Tool Verdicts",
	"Get the next comparison in your inbox",
	"Bookmarks",
	"Loading bookmarks...",
	"No bookmarks yet",
];

function partsOf(lines: readonly CaptureLine[]) {
	if (findLabel(lines, "Panel ship") < 0)
		throw badInput(
			"not-a-capture",
			'expected the text of a comparison page, with "Panel ship" on each tool\'s card',
			{ line: 1 },
		);
	const scorecardAt = findLabel(lines, "Reviewer scorecard");
	const last = lines.at(-1)?.number ?? 1;
	if (scorecardAt < 0) {
		readCards(lines, lines.length);
		throw badInput("truncated", 'expected "Reviewer scorecard"', {
			line: last,
		});
	}
	const tableAt = findLabel(lines, "Decision", 0, scorecardAt);
	const ends = FOOTER.map((label) => findLabel(lines, label, scorecardAt));
	const footer = Math.min(...ends.filter((at) => at >= 0), lines.length);
	return {
		cardsEnd: tableAt < 0 ? scorecardAt : tableAt,
		table: tableAt < 0 ? null : lines.slice(tableAt, scorecardAt),
		scorecard: lines.slice(scorecardAt + 1, footer),
		scorecardLine: lines[scorecardAt]?.number ?? 1,
		warnings: footer < lines.length ? [] : requireWholeReview(lines),
	};
}

/** Without a footer, the last review may be cut off: refused if it ends within a sentence, else a warning. */
function requireWholeReview(lines: readonly CaptureLine[]): DocumentWarning[] {
	const last = lines.at(-1);
	const line = last?.number ?? 1;
	if (!/[.!?…][”“»"'’)\]]*$|[”»"]$/.test(last?.text ?? ""))
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
