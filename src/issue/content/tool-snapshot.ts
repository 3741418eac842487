import { type PanelVerdict, toolPanel } from "../../catalog/panel.ts";
import {
	latestSnapshots,
	type SnapshotSource,
	snapshotSources,
	type ToolSnapshot,
} from "../../db/catalog/tool-snapshots.ts";
import type { Db } from "../../db/schema.ts";
import { english } from "../words/language/en/english.ts";
import type { ChangeWords } from "../words/language/frame-words.ts";
import type { Language } from "../words/language/language.ts";
import { averageScore } from "../words/summary.ts";

/** A tool's verdict, share, score and price as they are now: what a reader who bookmarked it wants to hear changes of. */
export function snapshotOf({ tool, reviews }: SnapshotSource): ToolSnapshot {
	const { stated_share, entry_price } = tool;
	const panel = toolPanel({ reviews, stated_share });
	const { verdict, share, ship, skip } = panel;
	const said = reviews.map((review) => ({ ...review, body: "" }));
	const score = averageScore({ reviews: said });
	const price = entry_price.trim();
	return { verdict, share, ship, skip, score, entry_price: price };
}

/** The panel verdict of a snapshot, whatever has been imported since. */
export function panelOfSnapshot({
	verdict,
	share,
	ship,
	skip,
}: ToolSnapshot): PanelVerdict {
	const known = verdict === null ? "unknown" : "stated";
	return {
		verdict,
		share,
		ship,
		skip,
		basis: ship === null ? known : "reviews",
	};
}

/** A snapshot of every tool that differs from its latest one, for the issue that is being sealed. */
export async function changedSnapshots(
	db: Db,
): Promise<(ToolSnapshot & { tool_id: number })[]> {
	const before = await latestSnapshots(db);
	return (await snapshotSources(db)).flatMap((source) => {
		const snapshot = snapshotOf(source);
		const last = before.get(source.tool.id);
		return last && same(last, snapshot)
			? []
			: [{ tool_id: source.tool.id, ...snapshot }];
	});
}

/**
 * What changed, in one line: "now skip, was ship · 61 points, was 78 · price
 * now $20, was $10". Null: nothing. A value that was or is unknown is no change,
 * except a price.
 */
export function snapshotChange(
	before: ToolSnapshot,
	now: ToolSnapshot,
	{ frame: { changes } }: Language = english,
): string | null {
	return changeWith(before, now, changes, changes);
}

/**
 * The same as it goes on after the name of the tool: "is now a skip, was
 * ship · 61 points, was 78 · price now $20, was $10". Null: nothing changed.
 */
export function snapshotHeadline(
	before: ToolSnapshot,
	now: ToolSnapshot,
	{ frame: { changes } }: Language = english,
): string | null {
	const isFlip = flipped(before, now);
	const change = changeWith(before, now, changes, {
		verdict: changes.verdictOf,
		score: (is, was) => changes.scoreOf(is, was, !isFlip),
	});
	if (change === null || isFlip || scored(before, now)) return change;
	return `${changes.newPrice}${change}`;
}

function flipped(before: ToolSnapshot, now: ToolSnapshot): boolean {
	const { verdict } = before;
	return verdict !== null && now.verdict !== null && verdict !== now.verdict;
}

function scored(before: ToolSnapshot, now: ToolSnapshot): boolean {
	const { score } = before;
	return score !== null && now.score !== null && score !== now.score;
}

function changeWith(
	before: ToolSnapshot,
	now: ToolSnapshot,
	words: ChangeWords,
	say: Pick<ChangeWords, "verdict" | "score">,
): string | null {
	const opinion = [
		before.verdict && now.verdict && before.verdict !== now.verdict
			? say.verdict(now.verdict, before.verdict)
			: null,
		before.score !== null && now.score !== null && before.score !== now.score
			? say.score(now.score, before.score)
			: null,
	].filter((change) => change !== null);
	if (before.entry_price === now.entry_price)
		return opinion.length === 0 ? null : opinion.join(" · ");
	const lines = priceChanges(before.entry_price, now.entry_price, words).map(
		(price) => [...opinion, price].join(" · "),
	);
	return (
		lines.find((line) => [...line].length <= MAX_LINE) ?? lines.at(-1) ?? null
	);
}

/** Characters: the text part does not wrap a value that is merged into it. */
const MAX_LINE = 60;

/** Wordings of a price change, the longest first; the last is always short. */
function priceChanges(
	before: string,
	now: string,
	words: ChangeWords,
): string[] {
	return now === "" ? [words.noPrice] : words.price(now, before);
}

function same(a: ToolSnapshot, b: ToolSnapshot): boolean {
	return (
		a.verdict === b.verdict &&
		a.share === b.share &&
		a.ship === b.ship &&
		a.skip === b.skip &&
		a.score === b.score &&
		a.entry_price === b.entry_price
	);
}
