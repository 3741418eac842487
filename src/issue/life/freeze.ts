import { audienceQuery } from "../../audience/audience-terms.ts";
import type { Context } from "../../context.ts";
import { freezeRecipients } from "../../db/delivery/recipients.ts";
import { dialectOf } from "../../db/dialect.ts";
import { countFrozen } from "../../db/issue/issue-changes.ts";
import { issueById, SEALED_STATES } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { noCategoryMatches } from "../../db/subscriber/category-filter.ts";
import { nextSubscribers } from "../../db/subscriber/id-range.ts";
import type { Instant } from "../../time/clock.ts";
import { issueCategories } from "../content/categories.ts";

/**
 * So many subscribers are looked at in one transaction. On SQLite nobody else can
 * write meanwhile: 25,000 take some 50 ms, a million in one piece took 1.6 s.
 */
export const PIECE = 25_000;

/**
 * Freezes those recipients of a sealed issue that are not frozen yet, piece by
 * piece. `frozen_to` moves in the transaction that inserts the deliveries. So a
 * kill between two pieces loses nobody, the next call goes on behind the last
 * piece, and several processes can share the work. An issue that is cancelled
 * meanwhile gets no more recipients.
 *
 * @param piece how many subscribers a transaction looks at
 */
export async function freezeRest(
	{ db, clock }: Pick<Context, "db" | "clock">,
	id: number,
	piece = PIECE,
): Promise<void> {
	while (
		await db
			.transaction()
			.execute((trx) => freezeNext(trx, id, clock.now(), piece))
	)
		// The driver is synchronous: without this, nobody else would get a turn.
		await new Promise(setImmediate);
}

/**
 * Freezes the next piece of a sealed issue.
 *
 * @returns false: all are frozen, or the issue is cancelled
 */
export async function freezeNext(
	trx: Trx,
	id: number,
	now: Instant,
	piece: number,
): Promise<boolean> {
	await dialectOf(trx).lock(trx, `freeze ${id}`);
	const issue = await issueById(trx, id);
	if (!issue || issue.frozen_to === null) return false;
	if (!SEALED_STATES.includes(issue.state)) return false;
	const range = await nextSubscribers(trx, issue.frozen_to, piece);
	const frozen = range
		? await freezeRecipients(
				trx,
				id,
				now,
				await audienceQuery(trx, issue.audience, now, range),
				await noCategoryMatches(
					trx,
					await issueCategories(trx, id),
					"subscribers",
					range,
				),
				range,
			)
		: 0;
	await countFrozen(trx, id, {
		recipients: (issue.recipients ?? 0) + frozen,
		frozen_to: range?.to ?? null,
		updated_at: now,
	});
	return range !== null;
}
