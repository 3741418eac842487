import type { Instant } from "../../time/clock.ts";
import type { ComparisonRow } from "../catalog-tables.ts";
import type { Db } from "../schema.ts";
import { type ComparisonRecord, comparisonsById } from "./catalog.ts";

export interface Neighbours {
	/** Published just before; undefined: this is the first. */
	earlier: ComparisonRecord | undefined;
	/** Published just after; undefined: this is the newest. */
	later: ComparisonRecord | undefined;
	/** Others with one of its tools, then of its categories; the newest first. */
	related: ComparisonRecord[];
}

/**
 * What leads on from the page of a comparison.
 *
 * @param until leaves out comparisons published after this moment
 * @param limit of the related ones
 */
export async function neighboursOf(
	db: Db,
	comparison: ComparisonRecord,
	until: Instant,
	limit: number,
): Promise<Neighbours> {
	const [earlier] = await beside(db, comparison, until, "earlier");
	const [later] = await beside(db, comparison, until, "later");
	const sharing = await sharingTools(db, comparison, until, limit);
	const known = [comparison.id, ...sharing];
	const alike =
		sharing.length < limit
			? await sharingCategories(
					db,
					comparison,
					until,
					limit - sharing.length,
					known,
				)
			: [];
	const related = [...sharing, ...alike];
	const records = await comparisonsById(db, [
		...new Set([earlier, later, ...related].filter((id) => id !== undefined)),
	]);
	const byId = new Map(records.map((record) => [record.id, record]));
	return {
		earlier: earlier === undefined ? undefined : byId.get(earlier),
		later: later === undefined ? undefined : byId.get(later),
		related: related.flatMap((id) => byId.get(id) ?? []),
	};
}

async function beside(
	db: Db,
	{ published_at, id }: Pick<ComparisonRow, "published_at" | "id">,
	until: Instant,
	side: "earlier" | "later",
): Promise<number[]> {
	const direction = side === "earlier" ? "desc" : "asc";
	const rows = await db
		.selectFrom("comparisons")
		.select("id")
		.where("published_at", "<=", until)
		.where((where) =>
			where(
				where.refTuple("published_at", "id"),
				side === "earlier" ? "<" : ">",
				where.tuple(published_at, id),
			),
		)
		.orderBy("published_at", direction)
		.orderBy("id", direction)
		.limit(1)
		.execute();
	return rows.map((row) => row.id);
}

async function sharingTools(
	db: Db,
	{ id, left, right }: ComparisonRecord,
	until: Instant,
	limit: number,
): Promise<number[]> {
	const tools = [left.id, right.id];
	const rows = await db
		.selectFrom("comparisons")
		.select("id")
		.where("published_at", "<=", until)
		.where("id", "<>", id)
		.where((where) =>
			where.or([
				where("left_tool_id", "in", tools),
				where("right_tool_id", "in", tools),
			]),
		)
		.orderBy("published_at", "desc")
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
	return rows.map((row) => row.id);
}

async function sharingCategories(
	db: Db,
	{ left, right }: ComparisonRecord,
	until: Instant,
	limit: number,
	except: readonly number[],
): Promise<number[]> {
	const categories = [left.category, right.category];
	const rows = await db
		.selectFrom("comparisons as c")
		.innerJoin("tools as l", "l.id", "c.left_tool_id")
		.innerJoin("tools as r", "r.id", "c.right_tool_id")
		.select("c.id")
		.where("c.published_at", "<=", until)
		.where("c.id", "not in", except)
		.where((where) =>
			where.or([
				where("l.category", "in", categories),
				where("r.category", "in", categories),
			]),
		)
		.orderBy("c.published_at", "desc")
		.orderBy("c.id", "desc")
		.limit(limit)
		.execute();
	return rows.map((row) => row.id);
}
