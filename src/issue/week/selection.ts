import type { Instant } from "../../clock.ts";
import type { ItemPlace } from "../../db/schema.ts";
import { inWords } from "../words/phrases.ts";
import type { Window } from "./week.ts";

/** A comparison that an issue could take, with what decides about it. */
export interface Candidate {
	id: number;
	title: string;
	publishedAt: Instant;
	weight: number;
	/** Whichever two tools it compares: the same pair under another slug has the same key. */
	pairKey: string;
	/** See `disagreement`. */
	disagreement: number;
	/** Score spread of the panel, 0 to 100, to tell equal disagreements apart. */
	spread: number;
	/** It was held back by its weight when the last issue was made. */
	wasHeldBack: boolean;
	/** An issue held it and was cancelled. */
	wasSetFree: boolean;
}

export interface SelectionRules {
	/** How many are shown in full, then in brief. All others become links. */
	leads: number;
	briefs: number;
	/** Fewer than this make a thin week. */
	minimum: number;
}

export interface Selected {
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
		| "thin-week";
	reason: string;
}

export interface Selection {
	items: Selected[];
	/** How many made it into the issue, as lead, brief or link. */
	chosen: number;
	/** A thin week: why no issue should go out. Null: enough. */
	thin: string | null;
}

/**
 * Which comparisons go into the issue, in which order and why. The editor's
 * weight goes first, then the panel's disagreement, then the earlier
 * publication. Every candidate comes out with a reason, chosen or not.
 */
export function select(
	candidates: readonly Candidate[],
	window: Window,
	rules: SelectionRules,
): Selection {
	const passed: Selected[] = [];
	const pairs = new Map<string, Candidate>();
	const chosen: Candidate[] = [];
	for (const candidate of [...candidates].sort(byRank)) {
		const twin = pairs.get(candidate.pairKey);
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
	const thin = thinReason(chosen.length, rules.minimum);
	const items = thin
		? chosen.map((candidate, index) =>
				passedOver(candidate, passed.length + index, "thin-week", thin),
			)
		: chosen.map((candidate, index) =>
				placed(candidate, index, chosen.length, window, rules),
			);
	return {
		items: [...items, ...passed],
		chosen: thin ? 0 : chosen.length,
		thin,
	};
}

/**
 * How divided the panel is over two tools, from 0 (of one mind on both) to 4
 * (two against two, twice): the size of the minority on each, counted in
 * reviewers. A stated share is used where the split is not known.
 */
export function disagreement(
	...tools: { ship: number | null; skip: number | null; share: number | null }[]
): number {
	return tools.reduce((sum, { ship, skip, share }) => {
		if (ship !== null && skip !== null) return sum + Math.min(ship, skip);
		return share === null ? sum : sum + Math.min(share, 100 - share) / 25;
	}, 0);
}

function byRank(a: Candidate, b: Candidate): number {
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
	candidate: Candidate,
	index: number,
	total: number,
	window: Window,
	rules: SelectionRules,
): Selected {
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

function rankReason(candidate: Candidate, window: Window): string {
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
	candidate: Candidate,
	position: number,
	reasonCode: Selected["reasonCode"],
	reason: string,
): Selected {
	return {
		comparisonId: candidate.id,
		title: candidate.title,
		place: "passed",
		position,
		reasonCode,
		reason,
	};
}

/** "one of eight votes goes": each of four reviewers votes on two tools. A stated share may make it no whole number. */
function votes(disagreement: number): string {
	const count = Math.round(disagreement * 10) / 10;
	return `${inWords(count)} of eight votes ${count === 1 ? "goes" : "go"}`;
}

function ordinal(n: number): string {
	const suffix =
		n % 100 >= 11 && n % 100 <= 13
			? "th"
			: (["th", "st", "nd", "rd"][n % 10] ?? "th");
	return `${n}${suffix}`;
}
