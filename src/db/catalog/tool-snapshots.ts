import type { ReviewRow, ToolRow, ToolSnapshotRow } from "../catalog-tables.ts";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import type { Db, Trx } from "../schema.ts";

/** A tool as an issue recorded it when it was sealed: verdict, share, score and entry price. */
export type ToolSnapshot = Omit<ToolSnapshotRow, "tool_id" | "issue_id">;

/** What a tool's snapshot is made from. */
export interface SnapshotSource {
	tool: Pick<ToolRow, "id" | "entry_price" | "stated_share">;
	reviews: Pick<ReviewRow, "reviewer" | "score" | "verdict">[];
}

/** Every tool of the catalog, without its texts. */
export async function snapshotSources(db: Db): Promise<SnapshotSource[]> {
	const tools = await db
		.selectFrom("tools")
		.select(["id", "entry_price", "stated_share"])
		.orderBy("id")
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.select(["tool_id", "reviewer", "score", "verdict"])
		.execute();
	const byId = new Map<number, SnapshotSource>(
		tools.map((tool) => [tool.id, { tool, reviews: [] }]),
	);
	for (const { tool_id, ...review } of reviews)
		byId.get(tool_id)?.reviews.push(review);
	return [...byId.values()];
}

/** The latest snapshot of each tool, by tool id. */
export async function latestSnapshots(
	db: Db,
): Promise<Map<number, ToolSnapshot>> {
	const rows = await db
		.selectFrom("tool_snapshots as s")
		.selectAll("s")
		.where("s.issue_id", "=", (eb) =>
			eb
				.selectFrom("tool_snapshots as newer")
				.select((newer) => newer.fn.max("newer.issue_id").as("issue_id"))
				.whereRef("newer.tool_id", "=", "s.tool_id"),
		)
		.execute();
	return new Map(rows.map((row) => [row.tool_id, row]));
}

/** In chunks, because the first issue records the whole catalog. */
export async function insertSnapshots(
	trx: Trx,
	rows: readonly ToolSnapshotRow[],
): Promise<void> {
	await inChunks(rows, rowsPerStatement(trx, 8), async (chunk) => {
		await trx.insertInto("tool_snapshots").values(chunk).execute();
		return [];
	});
}

/**
 * Every snapshot of these tools, the oldest first.
 *
 * @param until the id of the last issue to include
 */
export async function snapshotsOf(
	db: Db,
	toolIds: readonly number[],
	until: number,
): Promise<ToolSnapshotRow[]> {
	if (toolIds.length === 0) return [];
	return db
		.selectFrom("tool_snapshots")
		.selectAll()
		.where("tool_id", "in", toolIds)
		.where("issue_id", "<=", until)
		.orderBy("issue_id")
		.execute();
}
