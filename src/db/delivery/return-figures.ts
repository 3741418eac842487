import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryTables } from "../delivery-tables.ts";
import type { Db, Trx } from "../schema.ts";
import { statement } from "../statement.ts";

/** How many messages went out, and how many of them came back. */
export interface ReturnCounts {
	sent: number;
	gone: number;
	complaints: number;
}

export interface ScopedCounts extends ReturnCounts {
	/** `server NAME` or `domain GROUP` */
	scope: string;
}

export type Measure = DeliveryTables["figure_holds"]["measure"];

/**
 * Adds to the figures of an issue. Call it last in a transaction, after every row
 * of `issues`: then no two transactions wait for each other.
 */
export async function addFigures(
	trx: Trx,
	issueId: number,
	counts: readonly ScopedCounts[],
): Promise<void> {
	if (counts.length === 0) return;
	// In one order, for the same reason.
	const rows = counts.toSorted((a, b) => (a.scope < b.scope ? -1 : 1));
	await add(
		trx,
		[rows.length],
		rows.flatMap(({ scope, sent, gone, complaints }) => [
			issueId,
			scope,
			sent,
			gone,
			complaints,
		]),
	);
}

const add = statement(
	(bind, _dialect, rows: number) => `
	insert into return_figures (issue_id, scope, sent, gone, complaints)
	values ${Array.from(
		{ length: rows },
		() =>
			`(${bind("integer")}, ${bind("text")}, ${bind("integer")}, ${bind("integer")}, ${bind("integer")})`,
	).join(", ")}
	on conflict (issue_id, scope) do update set
		sent = return_figures.sent + excluded.sent,
		gone = return_figures.gone + excluded.gone,
		complaints = return_figures.complaints + excluded.complaints`,
);

const SUMS = [
	sql<number>`cast(coalesce(sum(sent), 0) as integer)`.as("sent"),
	sql<number>`cast(coalesce(sum(gone), 0) as integer)`.as("gone"),
	sql<number>`cast(coalesce(sum(complaints), 0) as integer)`.as("complaints"),
] as const;

/** The figures of these issues together: all of it, and what went to these scopes. */
export async function figuresOf(
	db: Db,
	issueIds: readonly number[],
	scopes: readonly string[],
): Promise<{ all: ReturnCounts; scoped: ScopedCounts[] }> {
	if (issueIds.length === 0)
		return { all: { sent: 0, gone: 0, complaints: 0 }, scoped: [] };
	const of = db
		.selectFrom("return_figures")
		.select(SUMS)
		.where("issue_id", "in", issueIds);
	return {
		// Each message counts once for its server. "!" comes after the space.
		all: await of
			.where("scope", ">=", "server ")
			.where("scope", "<", "server!")
			.executeTakeFirstOrThrow(),
		scoped:
			scopes.length === 0
				? []
				: await of
						.select("scope")
						.where("scope", "in", scopes)
						.groupBy("scope")
						.orderBy("scope")
						.execute(),
	};
}

/** The domain at which most mailboxes are gone; null: none are. */
export async function worstDomain(
	db: Db,
	issueIds: readonly number[],
): Promise<ScopedCounts | null> {
	if (issueIds.length === 0) return null;
	const worst = await db
		.selectFrom("return_figures")
		.select(["scope", sql<number>`sum(gone)`.as("gone")])
		.where("issue_id", "in", issueIds)
		.where("gone", ">", 0)
		.where("scope", ">=", "domain ")
		.where("scope", "<", "domain!")
		.groupBy("scope")
		.orderBy("gone", "desc")
		.orderBy("scope")
		.limit(1)
		.executeTakeFirst();
	if (!worst) return null;
	const { scoped } = await figuresOf(db, issueIds, [worst.scope]);
	return scoped[0] ?? null;
}

/** The issues that were sealed since then. */
export async function issuesSealedSince(
	db: Db,
	since: Instant,
): Promise<number[]> {
	const rows = await db
		.selectFrom("issues")
		.select("id")
		.where("sealed_at", ">=", since)
		.execute();
	return rows.map(({ id }) => id);
}

export type FigureHold = Pick<
	DeliveryTables["figure_holds"],
	"issue_id" | "scope" | "measure" | "count" | "open" | "at"
>;

/** What was found for these issues; 0: for the last 30 days. */
export async function holdsOf(
	db: Db,
	issueIds: readonly number[],
): Promise<FigureHold[]> {
	return db
		.selectFrom("figure_holds")
		.selectAll()
		.where("issue_id", "in", issueIds)
		.orderBy("at")
		.orderBy("scope")
		.execute();
}

/** Writes down that a share is above its bound, and that no person has seen it. */
export async function saveHold(
	trx: Trx,
	hold: Omit<FigureHold, "open">,
): Promise<void> {
	await trx
		.insertInto("figure_holds")
		.values({ ...hold, open: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(["issue_id", "scope", "measure"])
				.doUpdateSet({ count: hold.count, open: 1, at: hold.at }),
		)
		.execute();
}

/**
 * A person lets an issue go on. What came back so far holds neither it nor, by the
 * last 30 days, another issue again.
 */
export async function endHolds(trx: Trx, issueId: number): Promise<void> {
	await trx
		.updateTable("figure_holds")
		.set({ open: 0 })
		.where("issue_id", "in", [issueId, 0])
		.execute();
}

/** Deletes the figures of issues that were sealed before then, and the holds from before then. */
export async function deleteOldFigures(db: Db, before: Instant): Promise<void> {
	await db
		.deleteFrom("return_figures")
		.where("issue_id", "in", (eb) =>
			eb.selectFrom("issues").select("id").where("sealed_at", "<", before),
		)
		.execute();
	await db.deleteFrom("figure_holds").where("at", "<", before).execute();
}
