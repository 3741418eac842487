import { type Expression, sql } from "kysely";
import type { Instant } from "../clock.ts";
import type { Dialect } from "./dialect.ts";
import type {
	Db,
	IssueItemRow,
	IssueRow,
	IssueState,
	NewIssue,
	Trx,
	Verdict,
} from "./schema.ts";

/** Everything of an issue but its documents: what lists and decisions need. */
export type IssueHead = Omit<IssueRow, "content" | "compiled" | "envelope">;

const HEAD = [
	"id",
	"number",
	"state",
	"slot",
	"window_start",
	"window_end",
	"send_at",
	"subject",
	"preheader",
	"intro",
	"note",
	"closes_window",
	"approved_at",
	"approved_by",
	"approved_hash",
	"content_hash",
	"template_hash",
	"recipients",
	"sealed_at",
	"completed_at",
	"created_at",
	"updated_at",
] as const;

/** The states in which an issue holds its comparisons: no other issue may take them. */
export const HOLDING: readonly IssueState[] = [
	"sealed",
	"sending",
	"paused",
	"complete",
];

export async function insertIssue(trx: Trx, issue: NewIssue): Promise<number> {
	const { id } = await trx
		.insertInto("issues")
		.values(issue)
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/**
 * Changes an issue that is still in one of the states `from`.
 * @returns false when it was not: somebody else was faster.
 */
export async function updateIssue(
	db: Db,
	id: number,
	from: readonly IssueState[],
	change: Partial<NewIssue> & { updated_at: Instant },
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable("issues")
		.set(change)
		.where("id", "=", id)
		.where("state", "in", from)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

export async function issueById(
	db: Db,
	id: number,
): Promise<IssueHead | undefined> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where("id", "=", id)
		.executeTakeFirst();
}

export async function issueByNumber(
	db: Db,
	number: number,
): Promise<IssueHead | undefined> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where("number", "=", number)
		.executeTakeFirst();
}

export async function issueBySlot(
	db: Db,
	slot: Instant,
): Promise<IssueHead | undefined> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where("slot", "=", slot)
		.executeTakeFirst();
}

/** The newest first. */
export async function issuesInStates(
	db: Db,
	states: readonly IssueState[],
	limit = 100,
): Promise<IssueHead[]> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where("state", "in", states)
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}

/** The draft or approved issue, if there is one: at most one is open at a time. */
export async function openIssue(db: Db): Promise<IssueHead | undefined> {
	const [issue] = await issuesInStates(db, ["draft", "approved"], 1);
	return issue;
}

/** The issue whose window was closed last: the next one begins where it ends. */
export async function lastClosedIssue(db: Db): Promise<IssueHead | undefined> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where((eb) =>
			eb.or([
				eb("state", "in", HOLDING),
				eb.and([eb("state", "=", "skipped"), eb("closes_window", "=", 1)]),
			]),
		)
		.orderBy("window_end", "desc")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The number that the next edition gets: one more than the highest in use. */
export async function nextNumber(db: Db): Promise<number> {
	const { highest } = await db
		.selectFrom("issues")
		.select((eb) => eb.fn.max("number").as("highest"))
		.executeTakeFirstOrThrow();
	return (highest ?? 0) + 1;
}

export interface CandidateRow {
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
}

/**
 * What an issue over this window can choose from, and that no issue holds:
 * - published in the window;
 * - published since the last closed window began, but imported only after that
 *   issue was sealed, so that it had no chance (a late import loses nothing);
 * - held back by the editor when the last issue was made.
 */
export async function candidateRows(
	db: Db,
	window: { start: Instant; end: Instant },
	previous: IssueHead | undefined,
): Promise<CandidateRow[]> {
	const previousEnd = previous?.sealed_at ?? previous?.updated_at;
	return db
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
		])
		.where((eb) =>
			eb.or([
				eb.and([
					eb("c.published_at", ">=", window.start),
					eb("c.published_at", "<", window.end),
				]),
				...(previous && previousEnd
					? [
							eb.and([
								eb("c.published_at", ">=", previous.window_start),
								eb("c.published_at", "<", window.start),
								eb("c.created_at", ">", previousEnd),
							]),
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
						.where("holder.state", "in", HOLDING),
				),
			),
		)
		.execute();
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

/** Replaces the issue's whole list. Chunked: one window can hold the catalog of years. */
export async function replaceItems(
	trx: Trx,
	dialect: Dialect,
	issueId: number,
	items: readonly Omit<IssueItemRow, "issue_id">[],
): Promise<void> {
	await trx.deleteFrom("issue_items").where("issue_id", "=", issueId).execute();
	const chunk = Math.floor(dialect.maxParameters / 6);
	for (let start = 0; start < items.length; start += chunk)
		await trx
			.insertInto("issue_items")
			.values(
				items
					.slice(start, start + chunk)
					.map((item) => ({ issue_id: issueId, ...item })),
			)
			.execute();
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
		.orderBy(
			sql`case i.place when 'lead' then 0 when 'brief' then 1 when 'more' then 2 else 3 end`,
		)
		.orderBy("i.position")
		.execute();
}

/** How the last issue that mailed each tool put its verdict. Cancelled issues do not count. */
export async function lastMailedVerdicts(
	db: Db,
	toolIds: readonly number[],
	exceptIssue = 0,
): Promise<Map<number, { verdict: Verdict; share: number }>> {
	if (toolIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("mailed_verdicts as m")
		.innerJoin("issues as i", "i.id", "m.issue_id")
		.select(["m.tool_id", "m.verdict", "m.share"])
		.where("m.tool_id", "in", [...new Set(toolIds)])
		.where("i.state", "in", HOLDING)
		.where("i.id", "<>", exceptIssue)
		.orderBy("i.window_end")
		.orderBy("i.id")
		.execute();
	return new Map(rows.map((row) => [row.tool_id, row]));
}

export async function insertMailedVerdicts(
	trx: Trx,
	issueId: number,
	tools: readonly {
		slug: string;
		verdict: Verdict | null;
		share: number | null;
	}[],
): Promise<void> {
	if (tools.length === 0) return;
	const bySlug = new Map(tools.map((tool) => [tool.slug, tool]));
	const rows = await trx
		.selectFrom("tools")
		.select(["id", "slug"])
		.where("slug", "in", [...bySlug.keys()])
		.execute();
	const verdicts = rows.flatMap(({ id, slug }) => {
		const { verdict, share } = bySlug.get(slug) ?? {};
		return verdict && typeof share === "number"
			? [{ issue_id: issueId, tool_id: id, verdict, share }]
			: [];
	});
	if (verdicts.length > 0)
		await trx.insertInto("mailed_verdicts").values(verdicts).execute();
}

/** The sealed documents of an issue, as JSON text. */
export async function sealedDocuments(
	db: Db,
	id: number,
): Promise<
	{ content: string; compiled: string; envelope: string } | undefined
> {
	const row = await db
		.selectFrom("issues")
		.select(["content", "compiled", "envelope"])
		.where("id", "=", id)
		.executeTakeFirst();
	const { content, compiled, envelope } = row ?? {};
	return content && compiled && envelope
		? { content, compiled, envelope }
		: undefined;
}
