import type { Warning } from "../import/finding.ts";
import type { Card } from "./cards.ts";
import { saysSame } from "./lines.ts";
import type { DecisionTable } from "./table.ts";
import { readVotes, shareOf, type Votes } from "./votes.ts";

/** Where a tool's card contradicts itself or the decision table, each warning naming both. */
export function capturedContradictions(
	side: "left" | "right",
	card: Card,
	table: DecisionTable | null,
): Warning[] {
	const warnings: Warning[] = [];
	const warn = (line: number, message: string) =>
		warnings.push({
			code: "contradiction",
			line,
			message: `${card.name}: ${message}`,
		});

	if (card.badge && card.share !== null && card.badge !== verdictOf(card.share))
		warn(
			card.line,
			`the card's badge says ${card.badge}, but its share is ${card.share}% panel ship`,
		);

	const panel = table?.panelVerdict;
	if (panel?.[side]) {
		const votes = readVotes(panel[side]);
		const share = votes && shareOf(votes);
		const word = /^(ship|skip)\b/i.exec(panel[side])?.[1]?.toLowerCase();
		if (share !== null && card.share !== null && share !== card.share)
			warn(
				panel.line,
				`the card says ${card.share}% panel ship, but the decision table says "${panel[side]}"`,
			);
		else if (word && card.badge && word !== card.badge)
			warn(
				panel.line,
				`the card's badge says ${card.badge}, but the decision table says "${panel[side]}"`,
			);
		if (word && share !== null && word !== verdictOf(share))
			warn(
				panel.line,
				`"${panel[side]}" in the decision table contradicts itself`,
			);
	}

	const readers = table?.community;
	if (readers?.[side]) {
		const votes = readVotes(readers[side]);
		if (!votes)
			warn(
				readers.line,
				`"${readers[side]}" in the decision table can't be read as votes and is left out`,
			);
		else if (contradict(card.community, votes))
			warn(
				readers.line,
				`the card says ${described(card.community)} of the community ship, but the decision table says "${readers[side]}"`,
			);
	}

	const category = table?.category;
	if (
		category?.[side] &&
		card.category &&
		!saysSame(category[side], card.category)
	)
		warn(
			category.line,
			`the card's category is "${card.category}", but the decision table says "${category[side]}"`,
		);
	return warnings;
}

function verdictOf(share: number): "ship" | "skip" {
	return share >= 50 ? "ship" : "skip";
}

function contradict(card: Votes, table: Votes): boolean {
	const [one, other] = [shareOf(card), shareOf(table)];
	return one !== null && one !== other;
}

function described(votes: Votes): string {
	return `${shareOf(votes)}%`;
}
