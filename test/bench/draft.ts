import type { Db } from "../../src/db/schema.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { FakeClock } from "../support/clock.ts";
import { testContext } from "../support/context.ts";
import { freshSqlite } from "../support/databases.ts";
import { type Measurement, median } from "./measurement.ts";

const NOW = "2026-11-20T12:00:00.000Z";
/** A week's worth: what the issue chooses from, whatever else there is. */
const NEW = 100;
const RUNS = 21;

/** Drafting the week's issue out of 100,000 comparisons, beside the same week out of 1,000. */
export async function bench(): Promise<Measurement[]> {
	const small = await prepare(1_000);
	const large = await prepare(100_000);
	const times = { small: [] as number[], large: [] as number[] };
	// In turns, so that whatever else the machine does meets both.
	for (let run = 0; run < RUNS; run++) {
		times.small.push(await small());
		times.large.push(await large());
	}
	const value = median(times.large);
	const peerValue = median(times.small);
	const ratio = value / peerValue;
	return [
		{
			name: `draft an issue of ${NEW} new among 100,000 comparisons`,
			value,
			unit: "ms",
			peer: "the same among 1,000",
			peerValue,
			ratio,
			target: "within 50 ms and 1.5 times",
			pass: value <= 50 && ratio <= 1.5,
		},
	];
}

async function prepare(comparisons: number): Promise<() => Promise<number>> {
	const { db } = await freshSqlite();
	await fill(db, comparisons);
	const clock = new FakeClock(NOW);
	const context = testContext({ db }, {}, clock);
	return async () => {
		const start = performance.now();
		const { outcome } = await draftIssue(context);
		const elapsed = performance.now() - start;
		if (outcome === "skipped") throw new Error("the week was empty");
		// The next run drafts from the beginning again.
		await db.deleteFrom("issue_items").execute();
		await db.deleteFrom("issues").execute();
		return elapsed;
	};
}

/** The older ones lie evenly in the ten years before this week. */
async function fill(db: Db, comparisons: number): Promise<void> {
	const week = Date.parse(NOW) - 7 * 86_400_000;
	await db.transaction().execute(async (trx) => {
		for (let n = 0; n < comparisons; n++) {
			const at = new Date(
				n < NEW
					? week + n * 60_000
					: week -
							Math.round(((n - NEW + 1) / comparisons) * 3_650) * 86_400_000,
			).toISOString();
			for (const side of [0, 1]) {
				const tool_id = 2 * n + side + 1;
				await trx
					.insertInto("tools")
					.values({
						id: tool_id,
						slug: `tool-${tool_id}`,
						name: `Tool ${tool_id}`,
						tagline: "",
						category: "",
						pricing: "",
						entry_price: "",
						best_for: "",
						description: "",
						stated_share: 75,
						community_ship: null,
						community_skip: null,
						community_share: null,
						as_of: at,
						created_at: at,
						updated_at: at,
					})
					.execute();
				await trx
					.insertInto("reviews")
					.values(
						(["builder", "skeptic", "founder", "futurist"] as const).map(
							(reviewer, index) => ({
								tool_id,
								reviewer,
								score: (n * 7 + index * 13) % 101,
								verdict:
									(n + index) % 3 === 0 ? ("skip" as const) : ("ship" as const),
								body: "",
							}),
						),
					)
					.execute();
			}
			await trx
				.insertInto("comparisons")
				.values({
					slug: `comparison-${n}`,
					left_tool_id: 2 * n + 1,
					right_tool_id: 2 * n + 2,
					published_at: at,
					weight: 0,
					created_at: at,
					updated_at: at,
				})
				.execute();
		}
	});
}
