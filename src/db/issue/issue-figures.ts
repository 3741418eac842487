import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { inChunks, rowsPerStatement } from "../chunks.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import { countAll, dialectOf } from "../dialect.ts";
import type { IssueState } from "../issue-tables.ts";
import type { Db, Trx } from "../schema.ts";

export interface FigureRow {
	figure: string;
	name: string;
	count: number;
}

/** Replaces the figures of these kinds. */
export async function replaceFigures(
	trx: Trx,
	issueId: number,
	kinds: readonly string[],
	rows: readonly FigureRow[],
): Promise<void> {
	await trx
		.deleteFrom("issue_figures")
		.where("issue_id", "=", issueId)
		.where("figure", "in", kinds)
		.execute();
	await inChunks(rows, rowsPerStatement(trx, 4), async (chunk) => {
		await trx
			.insertInto("issue_figures")
			.values(chunk.map((row) => ({ issue_id: issueId, ...row })))
			.execute();
		return [];
	});
}

export async function figuresOf(db: Db, issueId: number): Promise<FigureRow[]> {
	return db
		.selectFrom("issue_figures")
		.select(["figure", "name", "count"])
		.where("issue_id", "=", issueId)
		.orderBy("figure")
		.orderBy("name")
		.execute();
}

/** The sums of figures of several issues. */
export async function figureSums(
	db: Db,
	issueIds: readonly number[],
	figures: readonly string[],
): Promise<{ issue_id: number; figure: string; count: number }[]> {
	if (issueIds.length === 0) return [];
	return db
		.selectFrom("issue_figures")
		.select((eb) => [
			"issue_id",
			"figure",
			sql<number>`cast(sum(${eb.ref("count")}) as integer)`.as("count"),
		])
		.where("issue_id", "in", issueIds)
		.where("figure", "in", figures)
		.groupBy(["issue_id", "figure"])
		.execute();
}

export interface CountableIssue {
	id: number;
	state: IssueState;
	sealed_at: Instant;
	/** Of the end that it has now; null: it has not ended. */
	ended_at: Instant | null;
	/** The end for which its deliveries were counted; null: for none. */
	counted_end: string | null;
	/** When the responses were counted last; null: never. */
	responses_at: string | null;
	/** 1: the responses are final. */
	responses_final: number | null;
	/** 1: its plan is kept. */
	planned: number;
}

/** Every sealed issue, the oldest first, with what was counted of it. */
export async function countableIssues(db: Db): Promise<CountableIssue[]> {
	const { rows } = await sql<CountableIssue>`
		select i.id, i.state, i.sealed_at,
			case when i.state in ('complete', 'ended') then coalesce(i.completed_at, i.updated_at) end as ended_at,
			d.name as counted_end, r.name as responses_at, r.count as responses_final,
			case when exists (select 1 from issue_figures p where p.issue_id = i.id and p.figure = 'plan') then 1 else 0 end as planned
		from issues i
		left join issue_figures d on d.issue_id = i.id and d.figure = 'deliveries counted'
		left join issue_figures r on r.issue_id = i.id and r.figure = 'responses counted'
		where i.sealed_at is not null and i.state not in ('cancelled', 'skipped')
		order by i.id`.execute(db);
	return rows;
}

export interface CountedDelivery {
	subscriber_id: number;
	state: DeliveryState;
	updated_at: Instant;
	reason: string | null;
	/** Empty: the subscriber was erased. */
	domain: string;
	lens: string | null;
	format: string;
	language: string | null;
}

/** The next `limit` deliveries of an issue, in the order of their subscribers. */
export async function deliveriesToCount(
	db: Db,
	issueId: number,
	after: number,
	limit: number,
): Promise<CountedDelivery[]> {
	return db
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select((eb) => [
			"d.subscriber_id",
			"d.state",
			"d.updated_at",
			"d.reason",
			sql<string>`case when ${eb.ref("s.erased_at")} is null then ${dialectOf(db).domainOf("s.email_key")} else '' end`.as(
				"domain",
			),
			"s.lens",
			"s.format",
			"s.language",
		])
		.where("d.issue_id", "=", issueId)
		.where("d.subscriber_id", ">", after)
		.orderBy("d.subscriber_id")
		.limit(limit)
		.execute();
}

/** How often readers left, voted and saved in a time; `from` belongs to it, `until` does not. */
export async function responsesByKind(
	db: Db,
	from: Instant,
	until: Instant,
): Promise<FigureRow[]> {
	const left = await db
		.selectFrom("subscribers")
		.select((eb) => [
			eb.fn.coalesce("unsubscribed_by", sql.lit("not known")).as("name"),
			countAll.as("count"),
		])
		.where("unsubscribed_at", ">=", from)
		.where("unsubscribed_at", "<", until)
		.groupBy("unsubscribed_by")
		.execute();
	const votes = await db
		.selectFrom("votes as v")
		.innerJoin("tools as t", "t.id", "v.tool_id")
		.select(["t.slug as name", "v.verdict", countAll.as("count")])
		.where("v.state", "=", "counted")
		.where("v.updated_at", ">=", from)
		.where("v.updated_at", "<", until)
		.groupBy(["t.slug", "v.verdict"])
		.execute();
	const saves = await db
		.selectFrom("bookmarks as b")
		.innerJoin("tools as t", "t.id", "b.tool_id")
		.select(["t.slug as name", countAll.as("count")])
		.where("b.created_at", ">=", from)
		.where("b.created_at", "<", until)
		.groupBy("t.slug")
		.execute();
	return [
		...left.map((row) => ({ ...row, figure: "left" })),
		...votes.map(({ verdict, ...row }) => ({
			...row,
			figure: `votes ${verdict}`,
		})),
		...saves.map((row) => ({ ...row, figure: "saved" })),
	];
}
