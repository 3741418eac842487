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
 * from $10 to $20". Null: nothing. A value that was or is unknown is no change,
 * except a price.
 */
export function snapshotChange(
	before: ToolSnapshot,
	now: ToolSnapshot,
	{ frame: { changes } }: Language = english,
): string | null {
	return changeWith(before, now, changes);
}

/**
 * The same as it goes on after the name of the tool: "is now a skip, was
 * ship · 61 points, was 78 · price from $10 to $20". Null: nothing changed.
 */
export function snapshotHeadline(
	before: ToolSnapshot,
	now: ToolSnapshot,
	{ frame: { changes } }: Language = english,
): string | null {
	const isFlip = flipped(before, now);
	const own = {
		...changes,
		verdict: changes.verdictOf,
		score: (is: number, was: number) => changes.scoreOf(is, was, !isFlip),
	};
	return changeWith(
		before,
		now,
		isFlip || scored(before, now)
			? own
			: { ...own, price: changes.priceOf, noPrice: changes.noPriceOf },
	);
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
	say: Pick<ChangeWords, "verdict" | "score" | "price" | "noPrice">,
): string | null {
	const changes = [
		before.verdict && now.verdict && before.verdict !== now.verdict
			? say.verdict(now.verdict, before.verdict)
			: null,
		before.score !== null && now.score !== null && before.score !== now.score
			? say.score(now.score, before.score)
			: null,
		before.entry_price === now.entry_price
			? null
			: priceChange(before.entry_price, now.entry_price, say),
	].filter((change) => change !== null);
	return changes.length === 0 ? null : changes.join(" · ");
}

/** Characters of a price change. Prices can be whole sentences. */
const MOST_OF_PRICE = 60;

/** The longest wording of a price change that has room; the last is always short. */
function priceChange(
	before: string,
	now: string,
	{ price, noPrice }: Pick<ChangeWords, "price" | "noPrice">,
): string {
	const lines = now === "" ? [noPrice] : price(now, before);
	return (
		lines.find((line) => [...line].length <= MOST_OF_PRICE) ??
		lines.at(-1) ??
		""
	);
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
