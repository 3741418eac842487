import { REVIEWERS } from "../../catalog/panel.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { ToolContent } from "../content/content.ts";
import {
	capitalized,
	joinWithAnd,
	numberInWords,
	pickVariant,
} from "./phrases.ts";
import { fitToBegin, nameOf, type Phrase, phrase } from "./sentence.ts";

/** How the panel voted on one tool, as a clause: "three of four would ship X, all but the Founder". */
export function verdictClause(key: string, tool: ToolContent): Phrase {
	const { ship, skip, share, verdict } = tool.panel;
	const name = nameOf(tool);
	if (verdict === null)
		return phrase`the panel’s verdict on ${name} is not known`;
	if (ship === null || skip === null)
		return statedClause(key, name, share ?? 0);
	const known = ship + skip;
	if (known < REVIEWERS.length) return partialClause(name, ship, known);
	if (skip === 0)
		return pickVariant(
			key,
			fitToBegin([
				phrase`all four reviewers would ship ${name}`,
				phrase`${name} wins over the whole panel`,
				phrase`the panel is unanimous for ${name}`,
			]),
		);
	if (ship === 0)
		return pickVariant(
			key,
			fitToBegin([
				phrase`nobody on the panel would ship ${name}`,
				phrase`all four reviewers would skip ${name}`,
				phrase`the panel is unanimous against ${name}`,
			]),
		);
	if (ship === skip)
		return fitToBegin([
			phrase`${name} splits the panel two against two, which counts as a ship`,
			phrase`the panel is split two against two on ${name}, which counts as a ship`,
		])[0];
	return ship > skip
		? majorityClause(key, name, joinWithAnd(reviewersWhoVoted(tool, "skip")))
		: minorityClause(key, name, joinWithAnd(reviewersWhoVoted(tool, "ship")));
}

/** Three reviewers would ship it, one would skip it. */
function majorityClause(key: string, name: Phrase, against: string): Phrase {
	return pickVariant(
		key,
		fitToBegin([
			phrase`three of four would ship ${name}, all but ${against}`,
			phrase`${name} convinces everyone but ${against}`,
			phrase`only ${against} would skip ${name}`,
		]),
	);
}

/** One reviewer would ship it, three would skip it. */
function minorityClause(key: string, name: Phrase, forIt: string): Phrase {
	return pickVariant(
		key,
		fitToBegin([
			phrase`only ${forIt} would ship ${name}`,
			phrase`${name} convinces ${forIt} and nobody else`,
		]),
	);
}

function statedClause(key: string, name: Phrase, share: number): Phrase {
	if (share === 100)
		return pickVariant(
			key,
			fitToBegin([
				phrase`the whole panel would ship ${name}`,
				phrase`the panel is unanimous for ${name}`,
			]),
		);
	if (share === 0) return phrase`nobody on the panel would ship ${name}`;
	if (share === 50)
		return fitToBegin([
			phrase`${name} splits the panel down the middle, which counts as a ship`,
			phrase`the panel is split down the middle on ${name}, which counts as a ship`,
		])[0];
	return phrase`${share}% of the panel would ship ${name}`;
}

/** Some verdicts are known and some are not. */
function partialClause(name: Phrase, ship: number, known: number): Phrase {
	if (known === 1)
		return phrase`the one reviewer whose verdict is known would ${ship === 1 ? "ship" : "skip"} ${name}`;
	const who =
		ship === known
			? known === 2
				? "both reviewers whose verdicts are known"
				: `all ${numberInWords(known)} reviewers whose verdicts are known`
			: ship === 0
				? "none of the reviewers whose verdicts are known"
				: `${numberInWords(ship)} of the ${numberInWords(known)} reviewers whose verdicts are known`;
	return phrase`${who} would ship ${name}`;
}

/** The reviewers with this verdict on the tool: "the Skeptic", "the Founder". */
export function reviewersWhoVoted(
	tool: ToolContent,
	verdict: Verdict,
): string[] {
	return tool.reviews
		.filter((review) => review.verdict === verdict)
		.map((review) => `the ${capitalized(review.reviewer)}`);
}

/** The share of the panel that would ship the tool, 0 to 100; null unless it is stated or all four verdicts are known. */
export function wholePanelShare({
	panel,
}: Pick<ToolContent, "panel">): number | null {
	const { ship, skip, share } = panel;
	if (ship === null || skip === null) return share;
	return ship + skip < REVIEWERS.length ? null : share;
}
