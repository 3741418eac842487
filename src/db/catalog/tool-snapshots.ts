import { inChunks, rowsPerStatement } from "../chunks.ts";
import type {
	Db,
	ReviewRow,
	ToolRow,
	ToolStandingRow,
	Trx,
} from "../schema.ts";

export type Standing = Omit<ToolStandingRow, "tool_id" | "issue_id">;

/** What a tool's standing is made from. */
export interface StandingSource {
	tool: Pick<ToolRow, "id" | "entry_price" | "stated_share">;
	reviews: Pick<ReviewRow, "reviewer" | "score" | "verdict">[];
}

/** Every tool of the catalog, without its prose. */
export async function standingSources(db: Db): Promise<StandingSource[]> {
	const tools = await db
		.selectFrom("tools")
		.select(["id", "entry_price", "stated_share"])
		.orderBy("id")
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.select(["tool_id", "reviewer", "score", "verdict"])
		.execute();
	const byId = new Map<number, StandingSource>(
		tools.map((tool) => [tool.id, { tool, reviews: [] }]),
	);
	for (const { tool_id, ...review } of reviews)
		byId.get(tool_id)?.reviews.push(review);
	return [...byId.values()];
}

/** How each tool stood when an issue last wrote it down. */
export async function latestStandings(db: Db): Promise<Map<number, Standing>> {
	const rows = await db
		.selectFrom("tool_standings as s")
		.selectAll("s")
		.where("s.issue_id", "=", (eb) =>
			eb
				.selectFrom("tool_standings as newer")
				.select((newer) => newer.fn.max("newer.issue_id").as("issue_id"))
				.whereRef("newer.tool_id", "=", "s.tool_id"),
		)
		.execute();
	return new Map(rows.map((row) => [row.tool_id, row]));
}

/** Chunked: the first issue writes down the whole catalog. */
export async function insertStandings(
	trx: Trx,
	rows: readonly ToolStandingRow[],
): Promise<void> {
	await inChunks(rows, rowsPerStatement(trx, 8), async (chunk) => {
		await trx.insertInto("tool_standings").values(chunk).execute();
		return [];
	});
}

/**
 * All that was ever written down of these tools, the oldest first.
 *
 * @param until the last issue that counts
 */
export async function standingsOf(
	db: Db,
	toolIds: readonly number[],
	until: number,
): Promise<ToolStandingRow[]> {
	if (toolIds.length === 0) return [];
	return db
		.selectFrom("tool_standings")
		.selectAll()
		.where("tool_id", "in", toolIds)
		.where("issue_id", "<=", until)
		.orderBy("issue_id")
		.execute();
}
