import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { ToolSnapshotRow } from "../catalog-tables.ts";
import { SEALED_STATES } from "../issue/issues.ts";
import type { Db } from "../schema.ts";

/** A tool snapshot with the date of the issue that made it. */
export type DatedSnapshot = ToolSnapshotRow & { date: Instant };

/** The date that an issue has for its readers (`dateLine` of its content). */
const ISSUE_DATE = sql<Instant>`coalesce(send_at, window_end)`;

export interface MailedAs {
	/** The issue's number; null: it has none. */
	number: number | null;
	date: Instant;
	/** By tool id: the tool as it was then. A tool that no seal had recorded yet is absent. */
	tools: Map<number, ToolSnapshotRow>;
}

/**
 * The tools of a comparison as they were when an issue had it first; where no
 * issue did, at the first seal after its publication.
 *
 * @returns undefined: no issue was sealed since
 */
export async function asFirstMailed(
	db: Db,
	comparison: { id: number; published_at: Instant },
	toolIds: readonly number[],
): Promise<MailedAs | undefined> {
	const sealed = db
		.selectFrom("issues as s")
		.select(["s.id", "s.number", ISSUE_DATE.as("date")])
		.where("s.state", "in", SEALED_STATES)
		.where("s.sealed_at", "is not", null)
		.orderBy("s.id")
		.limit(1);
	const issue =
		(await sealed
			.innerJoin("issue_items as i", "i.issue_id", "s.id")
			.where("i.comparison_id", "=", comparison.id)
			.where("i.place", "<>", "passed")
			.executeTakeFirst()) ??
		(await sealed
			.where("s.sealed_at", ">=", comparison.published_at)
			.executeTakeFirst());
	if (!issue) return undefined;
	const rows = await db
		.selectFrom("tool_snapshots as s")
		.selectAll("s")
		.where("s.tool_id", "in", toolIds)
		.where("s.issue_id", "=", (eb) =>
			eb
				.selectFrom("tool_snapshots as other")
				.select((other) => other.fn.max("other.issue_id").as("issue_id"))
				.whereRef("other.tool_id", "=", "s.tool_id")
				.where("other.issue_id", "<=", issue.id),
		)
		.execute();
	return {
		number: issue.number,
		date: issue.date,
		tools: new Map(rows.map((row) => [row.tool_id, row])),
	};
}

/**
 * What the seals recorded of a tool, the newest first. What was recorded before
 * the tool was public is left out.
 *
 * @param limit how many seals at most
 */
export async function snapshotHistory(
	db: Db,
	toolId: number,
	limit: number,
): Promise<DatedSnapshot[]> {
	const { first } = await db
		.selectFrom("comparisons")
		.select((eb) => eb.fn.min("published_at").as("first"))
		.where((where) =>
			where.or([
				where("left_tool_id", "=", toolId),
				where("right_tool_id", "=", toolId),
			]),
		)
		.executeTakeFirstOrThrow();
	return db
		.selectFrom("tool_snapshots as s")
		.innerJoin("issues as i", "i.id", "s.issue_id")
		.selectAll("s")
		.select(ISSUE_DATE.as("date"))
		.where("s.tool_id", "=", toolId)
		.where("i.sealed_at", ">=", first)
		.orderBy("s.issue_id", "desc")
		.limit(limit)
		.execute();
}
