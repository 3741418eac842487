import type { Instant } from "../../time/clock.ts";
import type { ComparisonRow, ReviewRow, ToolRow } from "../catalog-tables.ts";
import type { Db } from "../schema.ts";
import { communityVotes, type VoteCount } from "./community-votes.ts";
import { publishedBy } from "./published-tools.ts";

/** A tool with its reviews, in no particular order, and its votes. */
export interface ToolRecord extends ToolRow {
	reviews: ReviewRow[];
	/** By readers of this digest. */
	votes: VoteCount;
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

/**
 * The tools with these ids, by id; ids that do not exist are left out.
 *
 * @param until leaves out tools without a comparison that is published by then
 */
export async function toolsById(
	db: Db,
	ids: readonly number[],
	until?: Instant,
): Promise<Map<number, ToolRecord>> {
	if (ids.length === 0) return new Map();
	const unique = [...new Set(ids)];
	const rows = await db
		.selectFrom("tools")
		.selectAll()
		.where("id", "in", unique)
		.$if(until !== undefined, (query) =>
			query.where(publishedBy(until as Instant)),
		)
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.selectAll()
		.where("tool_id", "in", unique)
		.execute();
	const votes = await communityVotes(db, unique);
	const byId = new Map<number, ToolRecord>(
		rows.map((row) => [
			row.id,
			{
				...row,
				reviews: [],
				votes: votes.get(row.id) ?? { ship: 0, skip: 0 },
			},
		]),
	);
	for (const review of reviews) byId.get(review.tool_id)?.reviews.push(review);
	return byId;
}

/** Also one that is not published yet: a page for readers must compare `published_at` with the clock. */
export async function comparisonBySlug(
	db: Db,
	slug: string,
): Promise<ComparisonRecord | undefined> {
	const row = await db
		.selectFrom("comparisons")
		.select("id")
		.where("slug", "=", slug)
		.executeTakeFirst();
	return row ? (await comparisonsById(db, [row.id]))[0] : undefined;
}

/** @param until leaves out a tool without a comparison that is published by then; usually now */
export async function toolBySlug(
	db: Db,
	slug: string,
	until?: Instant,
): Promise<ToolRecord | undefined> {
	const id = (await toolIdsBySlug(db, [slug], until)).get(slug);
	return id === undefined ? undefined : (await toolsById(db, [id])).get(id);
}

/**
 * The ids of the tools with these slugs, by slug. A slug that no tool has is absent.
 *
 * @param until leaves out tools without a comparison that is published by then
 */
export async function toolIdsBySlug(
	db: Db,
	slugs: readonly string[],
	until?: Instant,
): Promise<Map<string, number>> {
	if (slugs.length === 0) return new Map();
	let query = db
		.selectFrom("tools")
		.select(["slug", "id"])
		.where("slug", "in", slugs);
	if (until !== undefined) query = query.where(publishedBy(until));
	const rows = await query.execute();
	return new Map(rows.map((row) => [row.slug, row.id]));
}

/**
 * The comparisons that include a tool, newest first.
 *
 * @param until leaves out comparisons published after this moment
 */
export async function comparisonsOfTool(
	db: Db,
	toolId: number,
	limit: number,
	until?: Instant,
): Promise<ComparisonRecord[]> {
	let query = db
		.selectFrom("comparisons")
		.select("id")
		.where((where) =>
			where.or([
				where("left_tool_id", "=", toolId),
				where("right_tool_id", "=", toolId),
			]),
		);
	if (until !== undefined) query = query.where("published_at", "<=", until);
	const rows = await query
		.orderBy("published_at", "desc")
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
	return comparisonsById(
		db,
		rows.map((row) => row.id),
	);
}

/**
 * The newest comparisons, newest first.
 *
 * @param until leaves out comparisons published after this moment; usually now
 * @param after the last row of the previous page
 */
export async function latestComparisons(
	db: Db,
	until: Instant,
	limit: number,
	after?: Pick<ComparisonRow, "published_at" | "id">,
): Promise<ComparisonRecord[]> {
	let query = db
		.selectFrom("comparisons")
		.select("id")
		.where("published_at", "<=", until);
	if (after)
		query = query.where((where) =>
			where(
				where.refTuple("published_at", "id"),
				"<",
				where.tuple(after.published_at, after.id),
			),
		);
	const rows = await query
		.orderBy("published_at", "desc")
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
	return comparisonsById(
		db,
		rows.map((row) => row.id),
	);
}
