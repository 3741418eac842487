import type { Context } from "../context.ts";
import type { Db, Trx } from "../db/schema.ts";
import { editorById } from "../db/studio/editors.ts";
import {
	deleteSession,
	insertSession,
	markSeen,
	type OpenSession,
	openSessionBy,
	openSessions,
	roleOfEachSession,
	type SessionEnd,
} from "../db/studio/sessions.ts";
import type {
	EditorRow,
	Role,
	SessionRow,
	SignInWay,
} from "../db/studio/studio-tables.ts";
import { Failure } from "../errors.ts";
import { type Instant, shift } from "../time/clock.ts";
import { DAY, MINUTE } from "../time/time-span.ts";
import { aheadOf } from "./clock-skew.ts";
import { audit, type EditorsContext } from "./manage-editors.ts";
import { hashOf, randomToken, TOKEN } from "./secrets.ts";

/** A session ends after so many days without a request, and after so many in any case. */
export const SESSION_DAYS = { idle: 7, longest: 30 };

/** A request is written down only when the last one is older: reading pages costs no writes. */
const SEEN_STEP = 5 * MINUTE;

const LONGEST_BROWSER = 300;

/** The browser that signs in. */
export interface Browser {
	/** The hash of the cookie that it had before. */
	hash: string;
	/** Its User-Agent; null: it has none. */
	name: string | null;
}

export interface NewSession {
	editor: EditorRow;
	/** For the cookie. Only its hash is kept. */
	token: string;
}

/** Begins a session, in the transaction that proves who it is. */
export async function beginSession(
	trx: Trx,
	{ clock }: Pick<Context, "clock">,
	editor: EditorRow,
	way: SignInWay,
	browser: Browser,
): Promise<NewSession> {
	const token = randomToken();
	const now = clock.now();
	const name = browser.name?.slice(0, LONGEST_BROWSER) ?? null;
	await insertSession(trx, {
		editor_id: editor.id,
		token_hash: hashOf(token),
		way,
		browser: name,
		created_at: now,
		seen_at: now,
	});
	await audit(trx, { clock, actor: editor.name }, "sign in", editor, null, {
		way,
		browser: name,
	});
	return { editor, token };
}

/** The session of a cookie, with its editor as they are now; null: it is none, or has ended. */
export async function sessionOf(
	{ db, clock }: Pick<Context, "db" | "clock">,
	token: string,
): Promise<OpenSession | null> {
	if (!TOKEN.test(token)) return null;
	const now = clock.now();
	const open = await openSessionBy(db, hashOf(token), endsAt(now));
	if (!open) return null;
	if (open.session.seen_at < shift(now, -SEEN_STEP))
		await markSeen(db, open.session.id, now);
	return open;
}

/** Sessions that go on. @param editorId null: everybody's */
export function listSessions(
	{ db, clock }: { db: Db; clock: Context["clock"] },
	editorId: number | null,
): Promise<SessionRow[]> {
	return openSessions(db, editorId, endsAt(clock.now()));
}

/** The role that each session has now, by its id; one that is not in it has ended. */
export async function rolesOfSessions({
	db,
	clock,
}: Pick<Context, "db" | "clock">): Promise<Map<number, Role>> {
	const open = await roleOfEachSession(db, endsAt(clock.now()));
	return new Map(open.map(({ id, role }) => [id, role]));
}

/**
 * Ends a session: its next request is refused.
 *
 * @param owner whose it must be; null: anybody's
 * @throws Failure `no-such-session`
 */
export async function endSession(
	context: EditorsContext,
	id: number,
	owner: number | null,
): Promise<void> {
	await context.db.transaction().execute(async (trx) => {
		const session = await deleteSession(trx, id, owner);
		if (!session)
			throw new Failure("no-such-session", "This session has ended already.");
		const editor = await editorById(trx, session.editor_id);
		await audit(
			trx,
			context,
			"end session",
			{ id: session.editor_id },
			{
				name: editor?.name ?? null,
				browser: session.browser,
				began: session.created_at,
			},
			null,
		);
	});
}

export function endsAt(now: Instant): SessionEnd {
	return {
		idle: shift(now, -SESSION_DAYS.idle * DAY),
		begun: shift(now, -SESSION_DAYS.longest * DAY),
		ahead: aheadOf(now),
	};
}
