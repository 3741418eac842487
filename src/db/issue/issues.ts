import type { Instant } from "../../time/clock.ts";
import { dialectOf, MAX_ID } from "../dialect.ts";
import type { IssueRow, IssueState } from "../issue-tables.ts";
import type { Db, Trx } from "../schema.ts";

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
	"signed",
	"notes",
	"translations",
	"note",
	"closes_window",
	"approved_at",
	"approved_by",
	"approved_hash",
	"content_hash",
	"template_hash",
	"audience",
	"recipients",
	"frozen_to",
	"sealed_at",
	"sealed_subject",
	"final_counts",
	"logs_deleted_at",
	"completed_at",
	"created_at",
	"updated_at",
	"revision",
] as const;

/** The states of an issue that was sealed and not cancelled. No other issue may take its comparisons. */
export const SEALED_STATES: readonly IssueState[] = [
	"sealed",
	"sending",
	"paused",
	"complete",
	"ended",
];

/** The states in which nobody gets an issue any more, unless an editor sends it to those who missed it. */
export const OVER_STATES: readonly IssueState[] = [
	"complete",
	"ended",
	"cancelled",
	"skipped",
];

export async function issueById(
	db: Db,
	id: number,
): Promise<IssueHead | undefined> {
	if (id > MAX_ID) return undefined;
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where("id", "=", id)
		.executeTakeFirst();
}

/** The same, for a change in this transaction: nobody else changes it before its end. */
export async function issueToChange(
	trx: Trx,
	id: number,
): Promise<IssueHead | undefined> {
	return trx
		.selectFrom("issues")
		.select(HEAD)
		.where("id", "=", id)
		.$if(dialectOf(trx).skipLocked, (query) => query.forNoKeyUpdate())
		.executeTakeFirst();
}

export async function issueByNumber(
	db: Db,
	number: number,
): Promise<IssueHead | undefined> {
	if (number > MAX_ID) return undefined;
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

/** The issue with the last closed window. The next window begins where that one ends. */
export async function lastClosedIssue(db: Db): Promise<IssueHead | undefined> {
	return db
		.selectFrom("issues")
		.select(HEAD)
		.where((eb) =>
			eb.or([
				eb("state", "in", SEALED_STATES),
				eb.and([eb("state", "=", "skipped"), eb("closes_window", "=", 1)]),
			]),
		)
		.orderBy("window_end", "desc")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The id of the newest issue that went out, or is about to; undefined: there is none. */
export async function lastSealedIssue(
	db: Db,
	exceptIssue: number,
): Promise<number | undefined> {
	const row = await db
		.selectFrom("issues")
		.select("id")
		.where("state", "in", SEALED_STATES)
		.where("id", "<>", exceptIssue)
		.orderBy("window_end", "desc")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.id;
}

/** Where the first window of all began; null: there has been no issue, not even a thin one. */
export async function firstWindowStart(db: Db): Promise<Instant | null> {
	const { start } = await db
		.selectFrom("issues")
		.select((eb) => eb.fn.min("window_start").as("start"))
		.executeTakeFirstOrThrow();
	return start;
}

/** The number that the next edition gets: one more than the highest in use. */
export async function nextNumber(db: Db): Promise<number> {
	const { highest } = await db
		.selectFrom("issues")
		.select((eb) => eb.fn.max("number").as("highest"))
		.executeTakeFirstOrThrow();
	return (highest ?? 0) + 1;
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
