import type { Instant } from "../../time/clock.ts";
import { countAll, dialectOf, MAX_ID } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import type { LetterKind, LetterRow } from "../sign-up-tables.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";

/** Adds a letter that is due at once. */
export async function insertLetter(
	trx: Trx,
	letter: {
		subscriberId: number;
		kind: LetterKind;
		consentId?: number;
		/** For a kind whose letters are limited for a mailbox. */
		mailboxHash?: string;
		now: Instant;
	},
): Promise<void> {
	await trx
		.insertInto("letters")
		.values({
			subscriber_id: letter.subscriberId,
			kind: letter.kind,
			consent_id: letter.consentId ?? null,
			mailbox_hash: letter.mailboxHash ?? null,
			created_at: letter.now,
			due_at: letter.now,
		})
		.execute();
}

/** How many letters of this kind were created since then for them, or for the mailbox with this hash, mailed or not. */
export async function countLettersSince(
	db: Db,
	subscriberId: number | null,
	kind: LetterKind,
	since: Instant,
	mailboxHash: string | null = null,
): Promise<number> {
	const { count } = await db
		.selectFrom("letters")
		.select(countAll.as("count"))
		.where((eb) =>
			eb.or([
				eb("subscriber_id", "=", subscriberId ?? 0),
				eb("mailbox_hash", "=", mailboxHash ?? ""),
			]),
		)
		.where("kind", "=", kind)
		.where("created_at", ">", since)
		.executeTakeFirstOrThrow();
	return count;
}

/** Whether a letter of this kind is still to be mailed to them. */
export async function hasDueLetter(
	db: Db,
	subscriberId: number,
	kind: LetterKind,
): Promise<boolean> {
	const row = await db
		.selectFrom("letters")
		.select("id")
		.where("subscriber_id", "=", subscriberId)
		.where("kind", "=", kind)
		.where("due_at", "is not", null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

export interface ClaimedLetter {
	letter: LetterRow;
	subscriber: SubscriberRow;
}

/** Claims due letters for `worker` until `until`, the oldest first. */
export async function claimLetters(
	db: Db,
	claim: { worker: string; now: Instant; until: Instant; limit: number },
): Promise<ClaimedLetter[]> {
	return db.transaction().execute(async (trx) => {
		const letters = await trx
			.updateTable("letters")
			.set((eb) => ({
				claimed_by: claim.worker,
				due_at: claim.until,
				attempts: eb("attempts", "+", 1),
			}))
			.where("id", "in", (eb) => {
				const due = eb
					.selectFrom("letters")
					.select("id")
					.where("due_at", "is not", null)
					.where("due_at", "<=", claim.now)
					.orderBy("due_at")
					.orderBy("id")
					.limit(claim.limit);
				return dialectOf(db).skipLocked ? due.forUpdate().skipLocked() : due;
			})
			.returningAll()
			.execute();
		if (letters.length === 0) return [];
		const people = await trx
			.selectFrom("subscribers")
			.selectAll()
			.where(
				"id",
				"in",
				letters.map((letter) => letter.subscriber_id),
			)
			.execute();
		const byId = new Map(people.map((person) => [person.id, person]));
		return letters
			.sort((a, b) => a.id - b.id)
			.flatMap((letter) => {
				const subscriber = byId.get(letter.subscriber_id);
				return subscriber ? [{ letter, subscriber }] : [];
			});
	});
}

/** Records how sending a claimed letter ended, unless another worker has taken it over. */
export async function recordLetterOutcome(
	db: Db,
	letter: Pick<LetterRow, "id" | "claimed_by">,
	outcome: Pick<LetterRow, "sent_at" | "due_at" | "failure">,
): Promise<void> {
	await db
		.updateTable("letters")
		.set({ ...outcome, claimed_by: null })
		.where("id", "=", letter.id)
		.where("claimed_by", "=", letter.claimed_by)
		.execute();
}

/** The letters of one subscriber, the newest first. */
export async function lettersTo(
	db: Db,
	subscriberId: number,
	limit = 20,
): Promise<LetterRow[]> {
	return db
		.selectFrom("letters")
		.selectAll()
		.where("subscriber_id", "=", subscriberId)
		.orderBy("id", "desc")
		.limit(limit)
		.execute();
}

/** Deletes finished letters that were created before then. */
export async function deleteFinishedLetters(
	db: Db,
	before: Instant,
): Promise<void> {
	await db
		.deleteFrom("letters")
		.where("due_at", "is", null)
		.where("created_at", "<", before)
		.execute();
}

export async function letterById(
	db: Db,
	id: number,
): Promise<LetterRow | undefined> {
	if (id > MAX_ID) return undefined;
	return db
		.selectFrom("letters")
		.selectAll()
		.where("id", "=", id)
		.executeTakeFirst();
}
