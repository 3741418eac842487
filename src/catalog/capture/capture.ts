import type { DocumentInput, ToolInput } from "../import/document.ts";
import { badInput, type Warning } from "../import/finding.ts";
import { REVIEWERS } from "../panel.ts";
import { type Card, readCards } from "./cards.ts";
import { capturedContradictions } from "./contradictions.ts";
import { captureLines, findLabel, type Line } from "./lines.ts";
import { readScorecard, type Scorecard } from "./scorecard.ts";
import { type DecisionTable, type Row, readTable } from "./table.ts";
import { readVotes, shareOf, type Votes } from "./votes.ts";

/** What a capture says, with what in it contradicts itself. */
export interface Capture {
	document: DocumentInput;
	warnings: Warning[];
}

/**
 * Reads a comparison page that was saved as plain text, in its full form
 * (decision table; reviewers by name, with score and verdict) or its reduced
 * one (neither: the reviews alone, in the panel's order). What the page does
 * not say stays unknown.
 *
 * @throws BadInput `not-a-capture`, `truncated` and others, with the line
 */
export function parseCapture(text: string): Capture {
	const lines = captureLines(text);
	const parts = partsOf(lines);
	const [left, right] = readCards(lines, parts.cardsEnd);
	const table = parts.table
		? readTable(parts.table, { left: left.name, right: right.name })
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
			...capturedContradictions("left", left, table),
			...capturedContradictions("right", right, table),
			...(table?.unknown ?? []).map(({ label, line }) => ({
				code: "unknown-row",
				line,
				message: `the row "${label}" of the decision table is not read`,
			})),
			...parts.warnings,
		],
	};
}

/** The lines with which the page goes on below the scorecard. */
const FOOTER = [
	"Weekly AI Tool Verdicts",
	"Get the next comparison in your inbox",
	"Bookmarks",
	"Loading bookmarks...",
	"No bookmarks yet",
];

function partsOf(lines: readonly Line[]) {
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
		warnings: footer < lines.length ? [] : endOf(lines),
	};
}

/** Without a footer nobody can tell whether the last review is whole. */
function endOf(lines: readonly Line[]): Warning[] {
	const last = lines.at(-1);
	const line = last?.number ?? 1;
	if (!/[.!?…][”“»"'’)\]]*$|[”»"]$/.test(last?.text ?? ""))
		throw badInput(
			"truncated",
			"the capture breaks off: expected the last review to end its sentence",
			{
				line,
			},
		);
	return [
		{
			code: "no-footer",
			line,
			message: `the capture ends with a review; if the page went on, save it again`,
		},
	];
}

function toolOf(
	side: "left" | "right",
	card: Card,
	table: DecisionTable | null,
	scorecard: Scorecard,
): ToolInput {
	const cell = (row: Row | null | undefined) => row?.[side] ?? "";
	const split = readVotes(cell(table?.panelVerdict));
	const panelShare = card.share ?? (split && shareOf(split));
	const community = communityOf(readVotes(cell(table?.community)), card);
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

/** Counts say more than a share, so the table goes before the card. */
function communityOf(
	told: Votes | null,
	card: Card,
): NonNullable<ToolInput["community"]> | null {
	for (const votes of [told, card.community]) {
		if (votes?.ship != null && votes.skip !== null)
			return { ship: votes.ship, skip: votes.skip };
	}
	const share = card.community.share ?? told?.share ?? null;
	return share === null ? null : { share };
}
