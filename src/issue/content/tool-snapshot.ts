import { type PanelVerdict, toolPanel } from "../../catalog/panel.ts";
import {
	insertSnapshots,
	latestSnapshots,
	type SnapshotSource,
	snapshotSources,
	type ToolSnapshot,
} from "../../db/catalog/tool-snapshots.ts";
import type { Trx } from "../../db/schema.ts";
import { averageScore } from "../words/summary.ts";

/** How a tool stands: what a reader who saved it wants to know changes of. */
export function standingOf({ tool, reviews }: SnapshotSource): ToolSnapshot {
	const { stated_share, entry_price } = tool;
	const panel = toolPanel({ reviews, stated_share });
	const { verdict, share, ship, skip } = panel;
	const said = reviews.map((review) => ({ ...review, body: "" }));
	const score = averageScore({ reviews: said });
	const price = entry_price.trim();
	return { verdict, share, ship, skip, score, entry_price: price };
}

/** The panel as it was written down, whatever has been imported since. */
export function panelAt({
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

/** Writes down how every tool stands as this issue is sealed, where it differs from the last time. */
export async function recordStandings(
	trx: Trx,
	issueId: number,
): Promise<void> {
	const before = await latestSnapshots(trx);
	const rows = (await snapshotSources(trx)).flatMap((source) => {
		const standing = standingOf(source);
		const last = before.get(source.tool.id);
		return last && same(last, standing)
			? []
			: [{ tool_id: source.tool.id, issue_id: issueId, ...standing }];
	});
	await insertSnapshots(trx, rows);
}

/**
 * What changed, in one line: "now skip, was ship · 61 points, was 78 · price
 * now $20, was $10". Null: nothing. What was or is not known is no change,
 * except a price.
 */
export function standingChange(
	before: ToolSnapshot,
	now: ToolSnapshot,
): string | null {
	const opinion = [
		before.verdict && now.verdict && before.verdict !== now.verdict
			? `now ${now.verdict}, was ${before.verdict}`
			: null,
		before.score !== null && now.score !== null && before.score !== now.score
			? `${now.score} points, was ${before.score}`
			: null,
	].filter((change) => change !== null);
	if (before.entry_price === now.entry_price)
		return opinion.length === 0 ? null : opinion.join(" · ");
	const lines = priceChanges(before.entry_price, now.entry_price).map((price) =>
		[...opinion, price].join(" · "),
	);
	return lines.find((line) => [...line].length <= LINE) ?? lines.at(-1) ?? null;
}

/** Characters. A value can't be broken into lines once it stands in the text part. */
const LINE = 60;

/** The ways to say it, the one that says most first; the last is always short. */
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
