import type { ItemPlace } from "../../db/issue-tables.ts";
import type { Instant } from "../../time/clock.ts";
import { numberInWords } from "../words/phrases.ts";
import type { Window } from "./schedule.ts";

/** A comparison that an issue could include, with the facts that decide about it. */
export interface ComparisonCandidate {
	id: number;
	title: string;
	publishedAt: Instant;
	weight: number;
	/** Names the two tools in either order: the same pair under another slug has the same key. */
	pairKey: string;
	/** See `measureDisagreement`. */
	disagreement: number;
	/** Highest minus lowest score, summed over both tools, 0 to 200. Decides between equal disagreements. */
	spread: number;
	/** It was held back by its weight when the last issue was made. */
	wasHeldBack: boolean;
	/** An issue held it and was cancelled. */
	wasSetFree: boolean;
	/** It is older than the first window of all: history, not news. */
	isBeforeFirst: boolean;
}

export interface SelectionRules {
	/** How many are leads, and how many briefs; all others become links. */
	leads: number;
	briefs: number;
	/** Fewer than this make a thin week. */
	minimum: number;
}

export interface SelectedComparison {
	comparisonId: number;
	title: string;
	place: ItemPlace;
	/** From 0, within its place. */
	position: number;
	reasonCode:
		| "lead"
		| "brief"
		| "no-room"
		| "held-back"
		| "same-pair"
		| "thin-week"
		| "before-first";
	reason: string;
}

export interface WeekSelection {
	items: SelectedComparison[];
	/** How many made it into the issue, as lead, brief or link. */
	chosen: number;
	/** Why no issue should go out, in a thin week; null: there are enough comparisons. */
	thin: string | null;
}

const BEFORE_FIRST =
	"Published before the first window began, so it is only on the site. To put it into an issue, import it again with a later time: digest import --published-at.";

/**
 * Which comparisons go into the issue, in which order and why. They are ranked by
 * the editor's weight, then by the panel's disagreement, then by the spread of the
 * scores, then the earlier publication first. Every candidate gets a reason,
 * chosen or not.
 */
export function selectComparisons(
	candidates: readonly ComparisonCandidate[],
	window: Window,
	rules: SelectionRules,
): WeekSelection {
	const passed: SelectedComparison[] = [];
	const pairs = new Map<string, ComparisonCandidate>();
	const chosen: ComparisonCandidate[] = [];
	for (const candidate of [...candidates].sort(byRank)) {
		const twin = pairs.get(candidate.pairKey);
		if (candidate.isBeforeFirst) continue;
		if (candidate.weight < 0)
			passed.push(
				passedOver(
					candidate,
					passed.length,
					"held-back",
					`Held back by the editor (weight ${candidate.weight}); it is considered again next time.`,
				),
			);
		else if (twin)
			passed.push(
				passedOver(
					candidate,
					passed.length,
					"same-pair",
					`“${twin.title}” compares the same two tools and ranks higher.`,
				),
			);
		else {
			pairs.set(candidate.pairKey, candidate);
			chosen.push(candidate);
		}
	}
	const history = candidates.filter(({ isBeforeFirst }) => isBeforeFirst);
	const thin = thinReason(chosen.length, rules.minimum);
	const items = thin
		? chosen.map((candidate, index) =>
				passedOver(candidate, passed.length + index, "thin-week", thin),
			)
		: chosen.map((candidate, index) =>
				placed(candidate, index, chosen.length, window, rules),
			);
	return {
		items: [
			...items,
			...passed,
			...history
				.sort(byRank)
				.map((candidate, index) =>
					passedOver(
						candidate,
						items.length + passed.length + index,
						"before-first",
						BEFORE_FIRST,
					),
				),
		],
		chosen: thin ? 0 : chosen.length,
		thin,
	};
}

/**
 * How divided the panel is over two tools: the number of reviewers in the minority
 * on each, added up. 0: unanimous on both; 4: two against two on both. Where the
 * split is not known, the stated share is used.
 */
export function measureDisagreement(
	...tools: { ship: number | null; skip: number | null; share: number | null }[]
): number {
	return tools.reduce((sum, { ship, skip, share }) => {
		if (ship !== null && skip !== null) return sum + Math.min(ship, skip);
		return share === null ? sum : sum + Math.min(share, 100 - share) / 25;
	}, 0);
}

function byRank(a: ComparisonCandidate, b: ComparisonCandidate): number {
	return (
		b.weight - a.weight ||
		b.disagreement - a.disagreement ||
		b.spread - a.spread ||
		compare(a.publishedAt, b.publishedAt) ||
		a.id - b.id
	);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function thinReason(count: number, minimum: number): string | null {
	if (count >= minimum) return null;
	const found =
		count === 0
			? "No new comparisons"
			: `Only ${count} new comparison${count === 1 ? "" : "s"}`;
	return minimum > 1
		? `${found}; an issue takes at least ${minimum}.`
		: `${found}.`;
}

function placed(
	candidate: ComparisonCandidate,
	index: number,
	total: number,
	window: Window,
	rules: SelectionRules,
): SelectedComparison {
	const base = { comparisonId: candidate.id, title: candidate.title };
	const why = rankReason(candidate, window);
	if (index < rules.leads)
		return {
			...base,
			place: "lead",
			position: index,
			reasonCode: "lead",
			reason: `In full, ${ordinal(index + 1)} of ${total}: ${why}.`,
		};
	if (index < rules.leads + rules.briefs)
		return {
			...base,
			place: "brief",
			position: index - rules.leads,
			reasonCode: "brief",
			reason: `In brief, ${ordinal(index + 1)} of ${total}: ${why}.`,
		};
	return {
		...base,
		place: "more",
		position: index - rules.leads - rules.briefs,
		reasonCode: "no-room",
		reason: `A link under “more this week”, ${ordinal(index + 1)} of ${total}: only ${rules.leads + rules.briefs} fit above; ${why}.`,
	};
}

function rankReason(candidate: ComparisonCandidate, window: Window): string {
	const parts: string[] = [];
	if (candidate.weight > 0)
		parts.push(`the editor gave it weight ${candidate.weight}`);
	parts.push(
		candidate.disagreement > 0
			? `${votes(candidate.disagreement)} against the rest of the panel`
			: "the panel is of one mind",
	);
	if (candidate.wasHeldBack) parts.push("it was held back before");
	else if (candidate.wasSetFree)
		parts.push("the issue that held it was cancelled");
	else if (candidate.publishedAt < window.start)
		parts.push("it came in too late for the last issue");
	return parts.join(", ");
}

function passedOver(
	candidate: ComparisonCandidate,
	position: number,
	reasonCode: SelectedComparison["reasonCode"],
	reason: string,
): SelectedComparison {
	return {
		comparisonId: candidate.id,
		title: candidate.title,
		place: "passed",
		position,
		reasonCode,
		reason,
	};
}

/** "one of eight votes goes": each of four reviewers votes on two tools. With a stated share it may be a fraction. */
function votes(disagreement: number): string {
	const count = Math.round(disagreement * 10) / 10;
	return `${numberInWords(count)} of eight votes ${count === 1 ? "goes" : "go"}`;
}

function ordinal(n: number): string {
	const suffix =
		n % 100 >= 11 && n % 100 <= 13
			? "th"
			: (["th", "st", "nd", "rd"][n % 10] ?? "th");
	return `${n}${suffix}`;
}
