import { type Expression, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { Verdict } from "../catalog-tables.ts";
import { type IssueHead, SEALED_STATES } from "../issue/issues.ts";
import type { Db } from "../schema.ts";

/** A comparison with what the selection needs to know of its two tools. */
export interface ComparisonCandidateRow {
	id: number;
	slug: string;
	published_at: Instant;
	weight: number;
	left_slug: string;
	left_name: string;
	left_share: number | null;
	left_ship: number;
	left_skip: number;
	left_low: number | null;
	left_high: number | null;
	right_slug: string;
	right_name: string;
	right_share: number | null;
	right_ship: number;
	right_skip: number;
	right_low: number | null;
	right_high: number | null;
	held_back: number;
	set_free: number;
	/** 1: it is older than the first window of all. */
	before_first: number;
}

/**
 * The comparisons that an issue over this window can choose from, or must say
 * of why not. No other issue holds them, and they were
 * - published in the window;
 * - published before it, but no issue that closed a window has chosen them or
 *   passed them over: they were imported late, or are older than the first window;
 * - held back by the editor when the previous issue was drafted;
 * - or items of an issue that was sealed and then cancelled, at any time.
 *
 * @param firstStart where the first window of all began
 */
export async function comparisonCandidateRows(
	db: Db,
	window: { start: Instant; end: Instant },
	previous: IssueHead | undefined,
	firstStart: Instant,
): Promise<ComparisonCandidateRow[]> {
	return (
		db
			.selectFrom("comparisons as c")
			.innerJoin("tools as l", "l.id", "c.left_tool_id")
			.innerJoin("tools as r", "r.id", "c.right_tool_id")
			.select((eb) => [
				"c.id",
				"c.slug",
				"c.published_at",
				"c.weight",
				"l.slug as left_slug",
				"l.name as left_name",
				"l.stated_share as left_share",
				"r.slug as right_slug",
				"r.name as right_name",
				"r.stated_share as right_share",
				verdictCount(eb.ref("l.id"), "ship").as("left_ship"),
				verdictCount(eb.ref("l.id"), "skip").as("left_skip"),
				scoreBound("min", eb.ref("l.id")).as("left_low"),
				scoreBound("max", eb.ref("l.id")).as("left_high"),
				verdictCount(eb.ref("r.id"), "ship").as("right_ship"),
				verdictCount(eb.ref("r.id"), "skip").as("right_skip"),
				scoreBound("min", eb.ref("r.id")).as("right_low"),
				scoreBound("max", eb.ref("r.id")).as("right_high"),
				wasHeldBack(eb.ref("c.id"), previous?.id ?? 0).as("held_back"),
				eb
					.case()
					.when("c.id", "in", setFree(db))
					.then(1)
					.else(0)
					.end()
					.as("set_free"),
				eb
					.case()
					.when("c.published_at", "<", firstStart)
					.then(1)
					.else(0)
					.end()
					.as("before_first"),
			])
			// Whatever else speaks for it: one that is not published by then is for a later issue.
			.where("c.published_at", "<", window.end)
			.where((eb) =>
				eb.or([
					eb("c.published_at", ">=", window.start),
					eb("c.id", "in", setFree(db)),
					eb.and([
						eb("c.published_at", "<", window.start),
						eb("c.id", "not in", decidedOn(db)),
					]),
					...(previous
						? [
								eb(
									"c.id",
									"in",
									eb
										.selectFrom("issue_items")
										.select("comparison_id")
										.where("issue_id", "=", previous.id)
										.where("reason_code", "=", "held-back"),
								),
							]
						: []),
				]),
			)
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom("issue_items as held")
							.innerJoin("issues as holder", "holder.id", "held.issue_id")
							.select("held.comparison_id")
							.whereRef("held.comparison_id", "=", "c.id")
							.where("held.place", "<>", "passed")
							.where("holder.state", "in", SEALED_STATES),
					),
				),
			)
			.execute()
	);
}

/** How many comparisons were published before an instant and imported from another one on. */
export async function countPublishedBefore(
	db: Db,
	published: Instant,
	imported: Instant,
): Promise<number> {
	const { count } = await db
		.selectFrom("comparisons")
		.select((eb) => eb.fn.countAll<number | string>().as("count"))
		.where("published_at", "<", published)
		.where("created_at", ">=", imported)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The comparisons that an issue with a closed window has chosen or passed over. */
function decidedOn(db: Db) {
	return db
		.selectFrom("issue_items as decided")
		.innerJoin("issues as closed", "closed.id", "decided.issue_id")
		.select("decided.comparison_id")
		.where((eb) =>
			eb.or([
				eb("closed.state", "in", SEALED_STATES),
				eb.and([
					eb("closed.state", "=", "skipped"),
					eb("closed.closes_window", "=", 1),
				]),
			]),
		);
}

/** The items of issues that were cancelled after they were sealed, until a later issue decides about them. */
function setFree(db: Db) {
	return db
		.selectFrom("issue_items as freed")
		.innerJoin("issues as gone", "gone.id", "freed.issue_id")
		.select("freed.comparison_id")
		.where("gone.state", "=", "cancelled")
		.where("gone.sealed_at", "is not", null)
		.where("freed.place", "<>", "passed")
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("issue_items as again")
						.innerJoin("issues as later", "later.id", "again.issue_id")
						.select("again.comparison_id")
						.whereRef("again.comparison_id", "=", "freed.comparison_id")
						.whereRef("later.id", ">", "gone.id")
						.where((or) =>
							or.or([
								or("later.state", "in", SEALED_STATES),
								or("later.closes_window", "=", 1),
							]),
						),
				),
			),
		);
}

function verdictCount(tool: Expression<number>, verdict: Verdict) {
	return sql<number>`cast((select count(*) from reviews where tool_id = ${tool} and verdict = ${verdict}) as integer)`;
}

function scoreBound(bound: "min" | "max", tool: Expression<number>) {
	return bound === "min"
		? sql<
				number | null
			>`(select min(score) from reviews where tool_id = ${tool})`
		: sql<
				number | null
			>`(select max(score) from reviews where tool_id = ${tool})`;
}

function wasHeldBack(comparison: Expression<number>, previousId: number) {
	return sql<number>`cast((select count(*) from issue_items where issue_id = ${previousId} and comparison_id = ${comparison} and reason_code = 'held-back') as integer)`;
}
