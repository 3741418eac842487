import type { Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import {
	type ComparisonCandidateRow,
	comparisonCandidateRows,
} from "../../db/catalog/candidates.ts";
import { firstWindowStart, lastClosedIssue } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import { type Window, windowUntil } from "./schedule.ts";
import {
	type ComparisonCandidate,
	measureDisagreement,
	selectComparisons,
	type WeekSelection,
} from "./select-comparisons.ts";

/** Selects the comparisons of an issue whose window ends at `end`. Reads only. */
export async function selectWeek(
	db: Db,
	config: Config,
	end: Instant,
): Promise<{ window: Window; selection: WeekSelection }> {
	const previous = await lastClosedIssue(db);
	const window = windowUntil(
		end,
		previous?.window_end ?? null,
		config.timeZone,
		previous ? null : await firstWindowStart(db),
	);
	const rows = await comparisonCandidateRows(db, window, previous);
	const selection = selectComparisons(rows.map(candidate), window, {
		leads: config.leads,
		briefs: config.briefs,
		minimum: config.minimumComparisons,
	});
	return { window, selection };
}

function candidate(row: ComparisonCandidateRow): ComparisonCandidate {
	return {
		id: row.id,
		title: `${row.left_name} vs ${row.right_name}`,
		publishedAt: row.published_at,
		weight: row.weight,
		pairKey: [row.left_slug, row.right_slug].sort().join(" "),
		disagreement: measureDisagreement(
			side(row.left_ship, row.left_skip, row.left_share),
			side(row.right_ship, row.right_skip, row.right_share),
		),
		spread:
			spread(row.left_low, row.left_high) +
			spread(row.right_low, row.right_high),
		wasHeldBack: row.held_back > 0,
		wasSetFree: row.set_free > 0,
	};
}

/** When no verdict is known, the split is not known either. */
function side(ship: number, skip: number, share: number | null) {
	return ship + skip === 0
		? { ship: null, skip: null, share }
		: { ship, skip, share };
}

function spread(low: number | null, high: number | null): number {
	return low === null || high === null ? 0 : high - low;
}
