import { type PanelVerdict, toolPanel } from "../../catalog/panel.ts";
import {
	latestSnapshots,
	type SnapshotSource,
	snapshotSources,
	type ToolSnapshot,
} from "../../db/catalog/tool-snapshots.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { Db } from "../../db/schema.ts";
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
): string | null {
	return changeWith(before, now, {
		verdict: (is, was) => `now ${is}, was ${was}`,
		score: (is, was) => `${is} points, was ${was}`,
	});
}

/**
 * The same as it goes on after the name of the tool: "is now a skip, was
 * ship · 61 points, was 78 · price now $20, was $10". Null: nothing changed.
 */
export function snapshotHeadline(
	before: ToolSnapshot,
	now: ToolSnapshot,
): string | null {
	const isFlip =
		before.verdict && now.verdict && before.verdict !== now.verdict;
	const change = changeWith(before, now, {
		verdict: (is, was) => `is now a ${is}, was ${was}`,
		score: (is, was) =>
			isFlip ? `${is} points, was ${was}` : `has ${is} points, was ${was}`,
	});
	return change?.startsWith("price") ? `has a new price · ${change}` : change;
}

function changeWith(
	before: ToolSnapshot,
	now: ToolSnapshot,
	say: {
		verdict: (is: Verdict, was: Verdict) => string;
		score: (is: number, was: number) => string;
	},
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
	const lines = priceChanges(before.entry_price, now.entry_price).map((price) =>
		[...opinion, price].join(" · "),
	);
	return (
		lines.find((line) => [...line].length <= MAX_LINE) ?? lines.at(-1) ?? null
	);
}

/** Characters: the text part does not wrap a value that is merged into it. */
const MAX_LINE = 60;

/** Wordings of a price change, the longest first; the last is always short. */
function priceChanges(before: string, now: string): string[] {
	if (now === "") return ["price not given any more"];
	return [
		...(before === "" ? [] : [`price now ${now}, was ${before}`]),
		`price now ${now}`,
		"price changed",
	];
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
