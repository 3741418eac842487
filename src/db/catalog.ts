import type { ComparisonRow, Db, ReviewRow, ToolRow } from "./schema.ts";

/** A tool with its set of reviews, in no particular order. */
export interface ToolRecord extends ToolRow {
	reviews: ReviewRow[];
}

export interface ComparisonRecord extends ComparisonRow {
	left: ToolRecord;
	right: ToolRecord;
}

/** The comparisons with these ids, in the order of `ids`; ids that do not exist are left out. */
export async function comparisonsById(
	db: Db,
	ids: readonly number[],
): Promise<ComparisonRecord[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom("comparisons")
		.selectAll()
		.where("id", "in", ids)
		.execute();
	const tools = await toolsById(
		db,
		rows.flatMap((row) => [row.left_tool_id, row.right_tool_id]),
	);
	const records = new Map<number, ComparisonRecord>();
	for (const row of rows) {
		const left = tools.get(row.left_tool_id);
		const right = tools.get(row.right_tool_id);
		if (left && right) records.set(row.id, { ...row, left, right });
	}
	return ids.flatMap((id) => records.get(id) ?? []);
}

export async function toolsById(
	db: Db,
	ids: readonly number[],
): Promise<Map<number, ToolRecord>> {
	if (ids.length === 0) return new Map();
	const wanted = [...new Set(ids)];
	const rows = await db
		.selectFrom("tools")
		.selectAll()
		.where("id", "in", wanted)
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.selectAll()
		.where("tool_id", "in", wanted)
		.execute();
	const byId = new Map<number, ToolRecord>(
		rows.map((row) => [row.id, { ...row, reviews: [] }]),
	);
	for (const review of reviews) byId.get(review.tool_id)?.reviews.push(review);
	return byId;
}
