import type { DocumentWarning } from "../import/problem.ts";
import type { ToolCard } from "./cards.ts";
import { isBadge } from "./furniture.ts";
import { isSameText } from "./lines.ts";
import type { DecisionTable } from "./table.ts";
import {
	type CapturedVotes,
	contradictsItself,
	parseVotes,
	shipShare,
} from "./votes.ts";

/** Warns where a tool's card contradicts itself or the decision table. Each warning quotes both. */
export function captureContradictions(
	side: "left" | "right",
	card: ToolCard,
	table: DecisionTable | null,
): DocumentWarning[] {
	const warnings: DocumentWarning[] = [];
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
		const votes = parseVotes(panel[side]);
		const share = votes && shipShare(votes);
		const word = /^(ship|skip)\b/i.exec(panel[side])?.[1]?.toLowerCase();
		if (!votes && !isVerdictAlone(panel[side]))
			warn(
				panel.line,
				`"${panel[side]}" in the decision table can't be read as a panel verdict and was ignored`,
			);
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
				`the decision table says "${panel[side]}", which contradicts itself`,
			);
	}

	if (contradictsItself(card.communityText))
		warn(
			card.line,
			`the card says "${card.communityText}" of the community, which contradicts itself`,
		);
	const community = table?.community;
	if (community?.[side]) {
		const votes = parseVotes(community[side]);
		if (!votes)
			warn(
				community.line,
				`"${community[side]}" in the decision table can't be read as votes and was ignored`,
			);
		else if (contradict(card.community, votes))
			warn(
				community.line,
				`the card says ${described(card.community)} of the community ship, but the decision table says "${community[side]}"`,
			);
		if (contradictsItself(community[side]))
			warn(
				community.line,
				`the decision table says "${community[side]}" of the community, which contradicts itself`,
			);
	}

	const category = table?.category;
	if (
		category?.[side] &&
		card.category &&
		!isSameText(category[side], card.category)
	)
		warn(
			category.line,
			`the card's category is "${card.category}", but the decision table says "${category[side]}"`,
		);
	return warnings;
}

function isVerdictAlone(text: string): boolean {
	return /^(?:ship|skip)$/i.test(text) || isBadge(text);
}

function verdictOf(share: number): "ship" | "skip" {
	return share >= 50 ? "ship" : "skip";
}

function contradict(card: CapturedVotes, table: CapturedVotes): boolean {
	const [one, other] = [shipShare(card), shipShare(table)];
	return one !== null && one !== other;
}

function described(votes: CapturedVotes): string {
	return `${shipShare(votes)}%`;
}
