import { sql } from "kysely";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import type { IssueItemRow, ItemPlace } from "../issue-tables.ts";
import type { Db, Trx } from "../schema.ts";
import { SEALED_STATES } from "./issues.ts";

const READING_ORDER = sql`case i.place when 'lead' then 0 when 'brief' then 1 when 'more' then 2 else 3 end`;

/** Replaces the issue's whole list. Chunked: one window can hold the catalog of years. */
export async function replaceItems(
	trx: Trx,
	issueId: number,
	items: readonly Omit<IssueItemRow, "issue_id">[],
): Promise<void> {
	await trx.deleteFrom("issue_items").where("issue_id", "=", issueId).execute();
	await inChunks(items, rowsPerStatement(trx, 6), async (chunk) => {
		await trx
			.insertInto("issue_items")
			.values(chunk.map((item) => ({ issue_id: issueId, ...item })))
			.execute();
		return [];
	});
}

export interface IssueItem extends IssueItemRow {
	slug: string;
	left_name: string;
	right_name: string;
}

/** In the order of reading: leads, briefs, links, then what was passed over. */
export async function itemsOf(db: Db, issueId: number): Promise<IssueItem[]> {
	return db
		.selectFrom("issue_items as i")
		.innerJoin("comparisons as c", "c.id", "i.comparison_id")
		.innerJoin("tools as l", "l.id", "c.left_tool_id")
		.innerJoin("tools as r", "r.id", "c.right_tool_id")
		.selectAll("i")
		.select(["c.slug", "l.name as left_name", "r.name as right_name"])
		.where("i.issue_id", "=", issueId)
		.orderBy(READING_ORDER)
		.orderBy("i.position")
		.execute();
}

/** The items of an issue, in whatever place, that are published at the end of its window or later. */
export async function notYetPublished(
	db: Db,
	issueId: number,
): Promise<{ comparison_id: number; slug: string }[]> {
	return db
		.selectFrom("issue_items as i")
		.innerJoin("issues as e", "e.id", "i.issue_id")
		.innerJoin("comparisons as c", "c.id", "i.comparison_id")
		.select(["i.comparison_id", "c.slug"])
		.where("i.issue_id", "=", issueId)
		.whereRef("c.published_at", ">=", "e.window_end")
		.execute();
}

/** Takes comparisons out of an issue, so that a later one can choose them. */
export async function passOver(
	trx: Trx,
	issueId: number,
	comparisonIds: readonly number[],
	{ code, reason }: { code: string; reason: string },
): Promise<void> {
	await inChunks(comparisonIds, 1_000, async (chunk) => {
		await trx
			.updateTable("issue_items")
			.set({ place: "passed", reason_code: code, reason })
			.where("issue_id", "=", issueId)
			.where("comparison_id", "in", chunk)
			.where("place", "<>", "passed")
			.execute();
		return [];
	});
}

/** The slugs of the tools in an issue, by id. */
export async function toolSlugsOfIssue(
	db: Db,
	issueId: number,
	places: readonly ItemPlace[],
): Promise<Map<number, string>> {
	const rows = await selectToolsOfIssue(db, issueId, places)
		.select(["t.id", "t.slug"])
		.execute();
	return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** A query of the tools in an issue's comparisons at these places, without duplicates. */
export function selectToolsOfIssue(
	db: Db,
	issueId: number,
	places: readonly ItemPlace[],
) {
	return db
		.selectFrom("issue_items as i")
		.innerJoin("comparisons as c", "c.id", "i.comparison_id")
		.innerJoin("tools as t", (join) =>
			join.on((eb) =>
				eb.or([
					eb("t.id", "=", eb.ref("c.left_tool_id")),
					eb("t.id", "=", eb.ref("c.right_tool_id")),
				]),
			),
		)
		.distinct()
		.where("i.issue_id", "=", issueId)
		.where("i.place", "in", places);
}

/** A comparison in an issue, in full, in brief or as a link. */
export interface ComparisonInIssue {
	issue_id: number;
	slug: string;
	left_name: string;
	right_name: string;
	left_tool_id: number;
	right_tool_id: number;
}

/**
 * The comparisons with one of these tools in issues that were sealed, or in
 * `issueId` itself; the newest issue first, in the order of reading.
 *
 * @param issueId the last issue that counts; 0: all do
 */
export async function comparisonsInIssues(
	db: Db,
	toolIds: readonly number[],
	issueId: number,
): Promise<ComparisonInIssue[]> {
	if (toolIds.length === 0) return [];
	return db
		.selectFrom("issue_items as i")
		.innerJoin("issues as e", "e.id", "i.issue_id")
		.innerJoin("comparisons as c", "c.id", "i.comparison_id")
		.innerJoin("tools as l", "l.id", "c.left_tool_id")
		.innerJoin("tools as r", "r.id", "c.right_tool_id")
		.select([
			"i.issue_id",
			"c.slug",
			"c.left_tool_id",
			"c.right_tool_id",
			"l.name as left_name",
			"r.name as right_name",
		])
		.where((eb) =>
			eb.or([
				eb("c.left_tool_id", "in", toolIds),
				eb("c.right_tool_id", "in", toolIds),
			]),
		)
		.where("i.place", "<>", "passed")
		.where((eb) =>
			eb.or([eb("e.state", "in", SEALED_STATES), eb("e.id", "=", issueId)]),
		)
		.$if(issueId > 0, (query) => query.where("i.issue_id", "<=", issueId))
		.orderBy("i.issue_id", "desc")
		.orderBy(READING_ORDER)
		.orderBy("i.position")
		.execute();
}
