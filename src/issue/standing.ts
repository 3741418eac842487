import { toolPanel } from "../catalog/panel.ts";
import type { Dialect } from "../db/dialect.ts";
import type { Trx } from "../db/schema.ts";
import {
	insertStandings,
	latestStandings,
	type Standing,
	type StandingSource,
	standingSources,
} from "../db/standings.ts";
import { averageScore } from "./summary.ts";

/** How a tool stands: what a reader who saved it wants to know changes of. */
export function standingOf({ tool, reviews }: StandingSource): Standing {
	const { stated_share, entry_price } = tool;
	const { verdict, share } = toolPanel({ reviews, stated_share });
	const said = reviews.map((review) => ({ ...review, body: "" }));
	const score = averageScore({ reviews: said });
	return { verdict, share, score, entry_price: entry_price.trim() };
}

/** Writes down how every tool stands as this issue is sealed, where it differs from the last time. */
export async function recordStandings(
	trx: Trx,
	dialect: Dialect,
	issueId: number,
): Promise<void> {
	const before = await latestStandings(trx);
	const rows = (await standingSources(trx)).flatMap((source) => {
		const standing = standingOf(source);
		const last = before.get(source.tool.id);
		return last && same(last, standing)
			? []
			: [{ tool_id: source.tool.id, issue_id: issueId, ...standing }];
	});
	await insertStandings(trx, dialect, rows);
}

/**
 * What changed, in one line: "now skip, was ship · 61 points, was 78 · price
 * now $20, was $10". Null: nothing. What was or is not known is no change,
 * except a price.
 */
export function standingChange(before: Standing, now: Standing): string | null {
	const changes = [
		before.verdict && now.verdict && before.verdict !== now.verdict
			? `now ${now.verdict}, was ${before.verdict}`
			: null,
		before.score !== null && now.score !== null && before.score !== now.score
			? `${now.score} points, was ${before.score}`
			: null,
		before.entry_price === now.entry_price
			? null
			: priceChange(before.entry_price, now.entry_price),
	].filter((change) => change !== null);
	return changes.length === 0 ? null : changes.join(" · ");
}

/** Characters. Longer prices are conditions, which a line has no room for. */
const PRICE = 20;

function priceChange(before: string, now: string): string {
	if (now === "") return "price not given any more";
	if ([...now].length > PRICE) return "price changed";
	return before === "" || [...before].length > PRICE
		? `price now ${now}`
		: `price now ${now}, was ${before}`;
}

function same(a: Standing, b: Standing): boolean {
	return (
		a.verdict === b.verdict &&
		a.share === b.share &&
		a.score === b.score &&
		a.entry_price === b.entry_price
	);
}
