import type { Config } from "../../config/config.ts";
import {
	type ComparisonCandidateRow,
	comparisonCandidateRows,
	countPublishedBefore,
} from "../../db/catalog/candidates.ts";
import {
	firstWindowStart,
	type IssueHead,
	lastClosedIssue,
} from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";
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
	const { window, firstStart } = await windowOf(db, config, end, previous);
	const rows = await comparisonCandidateRows(db, window, previous, firstStart);
	const selection = selectComparisons(rows.map(candidate), window, {
		leads: config.leads,
		briefs: config.briefs,
		minimum: config.minimumComparisons,
	});
	return { window, selection };
}

/** The window that ends at `end`, and where the first window of all began. */
async function windowOf(
	db: Db,
	config: Pick<Config, "timeZone">,
	end: Instant,
	previous: IssueHead | undefined,
): Promise<{ window: Window; firstStart: Instant }> {
	const recorded = await firstWindowStart(db);
	const window = windowUntil(
		end,
		previous?.window_end ?? null,
		config.timeZone,
		previous ? null : recorded,
	);
	return {
		window,
		firstStart: previous && recorded !== null ? recorded : window.start,
	};
}

/**
 * How many comparisons were imported since an instant that are older than the
 * first window of all, and where it began. No issue will include them.
 */
export async function importedHistory(
	db: Db,
	config: Pick<Config, "timeZone">,
	since: Instant,
	now: Instant,
): Promise<{ count: number; firstStart: Instant }> {
	const previous = await lastClosedIssue(db);
	const { firstStart } = await windowOf(db, config, now, previous);
	return {
		count: await countPublishedBefore(db, firstStart, since),
		firstStart,
	};
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
		isBeforeFirst:
			row.before_first > 0 && row.held_back === 0 && row.set_free === 0,
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
