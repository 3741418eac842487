import type { Instant } from "../../time/clock.ts";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import type { IssueState, ItemPlace } from "../issue-tables.ts";
import type { Db } from "../schema.ts";

/** Where a comparison is or was in an issue, and why. */
export interface ComparisonPlace {
	comparison_id: number;
	issue_id: number;
	/** Null: cancelled or skipped. */
	number: number | null;
	state: IssueState;
	send_at: Instant | null;
	place: ItemPlace;
	reason: string;
}

/** The places of comparisons in all issues, the newest issue first. */
export async function placesOfComparisons(
	db: Db,
	comparisonIds: readonly number[],
): Promise<ComparisonPlace[]> {
	return inChunks(comparisonIds, rowsPerStatement(db, 1), (some) =>
		db
			.selectFrom("issue_items as i")
			.innerJoin("issues as e", "e.id", "i.issue_id")
			.select([
				"i.comparison_id",
				"i.issue_id",
				"e.number",
				"e.state",
				"e.send_at",
				"i.place",
				"i.reason",
			])
			.where("i.comparison_id", "in", some)
			.orderBy("i.issue_id", "desc")
			.execute(),
	);
}
