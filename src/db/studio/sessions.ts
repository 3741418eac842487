import type { Instant } from "../../time/clock.ts";
import type { Db } from "../schema.ts";
import type { EditorRow, SessionRow } from "./studio-tables.ts";

export async function insertSession(
	db: Db,
	session: Omit<SessionRow, "id">,
): Promise<void> {
	await db.insertInto("editor_sessions").values(session).execute();
}

/**
 * When sessions end: whoever was not seen since `idle`, or began before `begun`; and
 * whoever began after `ahead`, as the clock was wrong then or is now.
 */
export interface SessionEnd {
	idle: Instant;
	begun: Instant;
	ahead: Instant;
}

export interface OpenSession {
	session: SessionRow;
	editor: EditorRow;
}

/** The session with this hash and its editor; undefined: it has ended. */
export async function openSessionBy(
	db: Db,
	tokenHash: string,
	{ idle, begun, ahead }: SessionEnd,
): Promise<OpenSession | undefined> {
	const session = await db
		.selectFrom("editor_sessions")
		.selectAll()
		.where("token_hash", "=", tokenHash)
		.where("seen_at", ">=", idle)
		.where("created_at", ">=", begun)
		.where("created_at", "<=", ahead)
		.executeTakeFirst();
	const editor =
		session &&
		(await db
			.selectFrom("editors")
			.selectAll()
			.where("id", "=", session.editor_id)
			.executeTakeFirst());
	return session && editor && { session, editor };
}

/** Sessions that go on, the last seen first. @param editorId null: everybody's */
export async function openSessions(
	db: Db,
	editorId: number | null,
	{ idle, begun, ahead }: SessionEnd,
): Promise<SessionRow[]> {
	return db
		.selectFrom("editor_sessions")
		.selectAll()
		.where("seen_at", ">=", idle)
		.where("created_at", ">=", begun)
		.where("created_at", "<=", ahead)
		.$if(editorId !== null, (query) =>
			query.where("editor_id", "=", editorId ?? 0),
		)
		.orderBy("seen_at", "desc")
		.orderBy("id", "desc")
		.execute();
}

/** The roles of the editors whose sessions go on, by session. */
export async function roleOfEachSession(
	db: Db,
	{ idle, begun, ahead }: SessionEnd,
): Promise<{ id: number; role: EditorRow["role"] }[]> {
	return db
		.selectFrom("editor_sessions as s")
		.innerJoin("editors as e", "e.id", "s.editor_id")
		.select(["s.id", "e.role"])
		.where("s.seen_at", ">=", idle)
		.where("s.created_at", ">=", begun)
		.where("s.created_at", "<=", ahead)
		.execute();
}

export async function markSeen(
	db: Db,
	id: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("editor_sessions")
		.set({ seen_at: now })
		.where("id", "=", id)
		.execute();
}

/** @param editorId whose it must be; null: anybody's. Undefined: there is no such session any more. */
export async function deleteSession(
	db: Db,
	id: number,
	editorId: number | null,
): Promise<SessionRow | undefined> {
	return db
		.deleteFrom("editor_sessions")
		.where("id", "=", id)
		.$if(editorId !== null, (query) =>
			query.where("editor_id", "=", editorId ?? 0),
		)
		.returningAll()
		.executeTakeFirst();
}

export async function deleteEndedSessions(
	db: Db,
	{ idle, begun, ahead }: SessionEnd,
): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom("editor_sessions")
		.where((eb) =>
			eb.or([
				eb("seen_at", "<", idle),
				eb("created_at", "<", begun),
				eb("created_at", ">", ahead),
			]),
		)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
