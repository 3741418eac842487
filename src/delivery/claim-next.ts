import { type Instant, shift } from "../clock.ts";
import { claimDeliveries, isSending } from "../db/claim-batch.ts";
import { OPEN } from "../db/deliveries.ts";
import { type DueDelivery, dueDeliveries } from "../db/due.ts";
import type { Trx } from "../db/schema.ts";
import type { Reader } from "../render/renderer.ts";
import type { Claim, LedgerOptions } from "./ledger.ts";
import { readersOf } from "./reader.ts";

/**
 * Longer than any handover can take, with the ten minutes for which a server
 * may think about the final dot (RFC 5321, 4.5.3.2.6): a slow worker that is
 * alive is never doubled.
 */
const LEASE = 40 * 60_000;

type Options = Pick<LedgerOptions, "desk" | "tokens" | "issueId" | "worker">;

/** Claims up to `count` deliveries that are due, in the caller's transaction. */
export async function claimNext(
	trx: Trx,
	options: Options,
	count: number,
	now: Instant,
): Promise<Claim[]> {
	const { desk, issueId, worker } = options;
	// Another process may have paused or cancelled it since the last commit.
	if (!(await isSending(trx, desk.dialect, issueId))) return [];
	const states =
		desk.config.unsure === "hold"
			? OPEN.filter((state) => state !== "unsure")
			: OPEN;
	const due = await dueDeliveries(
		trx,
		desk.dialect,
		issueId,
		states,
		now,
		count,
	);
	const readers = await freshReaders(trx, options, due);
	const claims = due.flatMap((delivery) => {
		const reader = delivery.reader
			? (JSON.parse(delivery.reader) as Reader)
			: readers.get(delivery.subscriber_id);
		return reader ? [claimOf(delivery, reader)] : [];
	});
	const until = shift(now, LEASE);
	await claimDeliveries(
		trx,
		desk.dialect,
		issueId,
		claims.map(({ subscriberId, reader }) => ({
			subscriberId,
			reader: JSON.stringify(reader),
		})),
		{ worker, until, now },
	);
	return claims;
}

function claimOf(delivery: DueDelivery, reader: Reader): Claim {
	return {
		subscriberId: delivery.subscriber_id,
		recipient: reader.address ?? delivery.email,
		fence: delivery.fence + 1,
		attempts: delivery.attempts + 1,
		reader,
	};
}

/** Only for those at their first attempt: a copy must be merged from the very same values. */
async function freshReaders(
	trx: Trx,
	{ desk, tokens, issueId }: Options,
	due: readonly DueDelivery[],
) {
	return readersOf(
		{ db: trx, tokens, publicUrl: desk.config.publicUrl, issueId },
		due
			.filter((delivery) => delivery.reader === null)
			.map(({ subscriber_id, email, name, saved }) => ({
				id: subscriber_id,
				email,
				name,
				saved: saved === 1,
			})),
	);
}
