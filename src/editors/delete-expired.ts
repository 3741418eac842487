import type { Context } from "../context.ts";
import { deleteExpiredChallenges } from "../db/studio/passkeys.ts";
import { deleteEndedSessions } from "../db/studio/sessions.ts";
import { deleteCountsBut } from "../db/studio/sign-in-counts.ts";
import { deleteExpiredLinks } from "../db/studio/sign-in-links.ts";
import { aheadOf } from "./clock-skew.ts";
import { hourOf } from "./limits.ts";
import { endsAt } from "./sessions.ts";

/** Deletes sessions that have ended, links and challenges that have expired, and counts of past hours. Returns how many rows. */
export async function deleteExpiredSignIns({
	db,
	clock,
}: Pick<Context, "db" | "clock">): Promise<number> {
	const now = clock.now();
	return (
		(await deleteEndedSessions(db, endsAt(now))) +
		(await deleteExpiredLinks(db, { now, ahead: aheadOf(now) })) +
		(await deleteExpiredChallenges(db, now)) +
		(await deleteCountsBut(db, hourOf(now)))
	);
}
