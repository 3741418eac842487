import { REVIEWERS } from "../../catalog/panel.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { ToolContent } from "../content/content.ts";
import {
	capitalized,
	joinWithAnd,
	numberInWords,
	pickVariant,
} from "./phrases.ts";

/** How the panel voted on one tool, as a clause: "three of four would ship X, all but the Founder". */
export function verdictClause(key: string, tool: ToolContent): string {
	const { ship, skip, share, verdict } = tool.panel;
	const { name } = tool;
	if (verdict === null) return `the panel's verdict on ${name} is not known`;
	if (ship === null || skip === null)
		return statedClause(key, name, share ?? 0);
	const known = ship + skip;
	if (known < REVIEWERS.length) return partialClause(name, ship, known);
	if (skip === 0)
		return pickVariant(key, [
			`all four reviewers would ship ${name}`,
			`${name} wins over the whole panel`,
			`the panel is unanimous for ${name}`,
		]);
	if (ship === 0)
		return pickVariant(key, [
			`nobody on the panel would ship ${name}`,
			`all four reviewers would skip ${name}`,
			`the panel is unanimous against ${name}`,
		]);
	if (ship === skip)
		return `${name} splits the panel two against two, which counts as a ship`;
	return ship > skip
		? majorityClause(key, name, joinWithAnd(reviewersWhoVoted(tool, "skip")))
		: minorityClause(key, name, joinWithAnd(reviewersWhoVoted(tool, "ship")));
}

/** Three reviewers would ship it, one would skip it. */
function majorityClause(key: string, name: string, against: string): string {
	return pickVariant(key, [
		`three of four would ship ${name}, all but ${against}`,
		`${name} convinces everyone but ${against}`,
		`only ${against} would skip ${name}`,
	]);
}

/** One reviewer would ship it, three would skip it. */
function minorityClause(key: string, name: string, forIt: string): string {
	return pickVariant(key, [
		`only ${forIt} would ship ${name}`,
		`${name} convinces ${forIt} and nobody else`,
	]);
}

function statedClause(key: string, name: string, share: number): string {
	if (share === 100)
		return pickVariant(key, [
			`the whole panel would ship ${name}`,
			`the panel is unanimous for ${name}`,
		]);
	if (share === 0) return `nobody on the panel would ship ${name}`;
	if (share === 50)
		return `${name} splits the panel down the middle, which counts as a ship`;
	return `${share}% of the panel would ship ${name}`;
}

/** Some verdicts are known and some are not. */
function partialClause(name: string, ship: number, known: number): string {
	if (known === 1)
		return `the one reviewer whose verdict is known would ${ship === 1 ? "ship" : "skip"} ${name}`;
	const who =
		ship === known
			? known === 2
				? "both reviewers whose verdicts are known"
				: `all ${numberInWords(known)} reviewers whose verdicts are known`
			: ship === 0
				? "none of the reviewers whose verdicts are known"
				: `${numberInWords(ship)} of the ${numberInWords(known)} reviewers whose verdicts are known`;
	return `${who} would ship ${name}`;
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
