import type { Trx } from "../../db/schema.ts";
import type { LetterKind } from "../../db/sign-up-tables.ts";
import { countLettersSince } from "../../db/subscriber/letters.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import { mailboxKey } from "../address.ts";
import { addressHasher } from "../leaving/suppression.ts";

/** Letters of one kind in a day and in thirty days, so that nobody can fill somebody else's mailbox. */
export const MAX_PER_DAY = 1;
export const MAX_PER_MONTH = 3;

export interface RecentLetters {
	lettersToday: number;
	lettersThisMonth: number;
}

/** How many letters of a kind went to the mailbox of this address, however it was spelled. */
export async function recentLetters(
	trx: Trx,
	emailKey: string,
	subscriberId: number | null,
	kind: LetterKind,
	now: Instant,
): Promise<RecentLetters> {
	const hash = (await addressHasher(trx))(mailboxKey(emailKey));
	const inDays = (days: number) =>
		countLettersSince(trx, subscriberId, kind, shift(now, -days * DAY), hash);
	return {
		lettersToday: await inDays(1),
		lettersThisMonth: await inDays(30),
	};
}

/** The same as `decideSignUp` says of a sign-up, for a confirmation that the subscriber's own page asks for. */
export async function hadTooManyConfirmations(
	trx: Trx,
	{ id, email_key }: { id: number; email_key: string },
	now: Instant,
): Promise<boolean> {
	const had = await recentLetters(trx, email_key, id, "confirmation", now);
	return (
		had.lettersToday >= MAX_PER_DAY || had.lettersThisMonth >= MAX_PER_MONTH
	);
}
