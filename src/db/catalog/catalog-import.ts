import type { Insertable } from "kysely";
import type {
	ComparisonRow,
	NewComparison,
	NewTool,
	Reviewer,
	ReviewRow,
	ToolRow,
} from "../catalog-tables.ts";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import { lock } from "../dialect.ts";
import type { Database, Db, Trx } from "../schema.ts";

/** A comparison with the slugs of its sides. */
export interface ComparisonWithSlugs extends ComparisonRow {
	left_slug: string;
	right_slug: string;
}

/** Taken before anything is read: otherwise two imports at once could create the same tool. */
export function lockCatalog(trx: Trx): Promise<void> {
	return lock(trx, "catalog");
}

export async function toolRowsBySlug(
	db: Db,
	slugs: readonly string[],
): Promise<ToolRow[]> {
	return inChunks(slugs, rowsPerStatement(db, 1), (some) =>
		db.selectFrom("tools").selectAll().where("slug", "in", some).execute(),
	);
}

export async function reviewRowsByTool(
	db: Db,
	toolIds: readonly number[],
): Promise<ReviewRow[]> {
	return inChunks(toolIds, rowsPerStatement(db, 1), (some) =>
		db.selectFrom("reviews").selectAll().where("tool_id", "in", some).execute(),
	);
}

export async function comparisonRowsBySlug(
	db: Db,
	slugs: readonly string[],
): Promise<ComparisonWithSlugs[]> {
	return inChunks(slugs, rowsPerStatement(db, 1), (some) =>
		db
			.selectFrom("comparisons")
			.innerJoin("tools as l", "l.id", "comparisons.left_tool_id")
			.innerJoin("tools as r", "r.id", "comparisons.right_tool_id")
			.selectAll("comparisons")
			.select(["l.slug as left_slug", "r.slug as right_slug"])
			.where("comparisons.slug", "in", some)
			.execute(),
	);
}

/** Inserts tools, or overwrites those whose slug exists. Returns the id of each. */
export async function upsertTools(
	trx: Trx,
	tools: readonly NewTool[],
): Promise<{ id: number; slug: string }[]> {
	return inChunks(tools, maxRows(trx, tools[0]), (some) =>
		trx
			.insertInto("tools")
			.values([...some])
			.onConflict((conflict) =>
				conflict.column("slug").doUpdateSet((row) => ({
					name: row.ref("excluded.name"),
					short_name: row.ref("excluded.short_name"),
					tagline: row.ref("excluded.tagline"),
					category: row.ref("excluded.category"),
					pricing: row.ref("excluded.pricing"),
					entry_price: row.ref("excluded.entry_price"),
					best_for: row.ref("excluded.best_for"),
					description: row.ref("excluded.description"),
					stated_share: row.ref("excluded.stated_share"),
					community_ship: row.ref("excluded.community_ship"),
					community_skip: row.ref("excluded.community_skip"),
					community_share: row.ref("excluded.community_share"),
					as_of: row.ref("excluded.as_of"),
					updated_at: row.ref("excluded.updated_at"),
				})),
			)
			.returning(["id", "slug"])
			.execute(),
	);
}

export async function upsertReviews(
	trx: Trx,
	reviews: readonly ReviewRow[],
): Promise<void> {
	await inChunks(reviews, maxRows(trx, reviews[0]), async (some) => {
		await trx
			.insertInto("reviews")
			.values([...some])
			.onConflict((conflict) =>
				conflict.columns(["tool_id", "reviewer"]).doUpdateSet((row) => ({
					score: row.ref("excluded.score"),
					verdict: row.ref("excluded.verdict"),
					body: row.ref("excluded.body"),
					quote: row.ref("excluded.quote"),
				})),
			)
			.execute();
		return [];
	});
}

export async function deleteReviews(
	trx: Trx,
	toolId: number,
	reviewers: readonly Reviewer[],
): Promise<void> {
	await trx
		.deleteFrom("reviews")
		.where("tool_id", "=", toolId)
		.where("reviewer", "in", reviewers)
		.execute();
}

export async function upsertComparisons(
	trx: Trx,
	comparisons: readonly NewComparison[],
): Promise<void> {
	await inChunks(comparisons, maxRows(trx, comparisons[0]), async (some) => {
		await trx
			.insertInto("comparisons")
			.values([...some])
			.onConflict((conflict) =>
				conflict.column("slug").doUpdateSet((row) => ({
					left_tool_id: row.ref("excluded.left_tool_id"),
					right_tool_id: row.ref("excluded.right_tool_id"),
					published_at: row.ref("excluded.published_at"),
					weight: row.ref("excluded.weight"),
					document_hash: row.ref("excluded.document_hash"),
					updated_at: row.ref("excluded.updated_at"),
				})),
			)
			.execute();
		return [];
	});
}

function maxRows(
	db: Db,
	row: Insertable<Database[keyof Database]> | undefined,
): number {
	return rowsPerStatement(db, row ? Object.keys(row).length : 1);
}
