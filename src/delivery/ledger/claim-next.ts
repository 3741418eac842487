import { type Instant, shift } from "../../clock.ts";
import { claimDeliveries, isSending } from "../../db/delivery/claim-batch.ts";
import type { DueDelivery } from "../../db/delivery/due-deliveries.ts";
import type { Trx } from "../../db/schema.ts";
import { type ReaderSource, readersOf } from "../../reader/reader.ts";
import { keptReader, type Reader } from "../../render/renderer.ts";
import type { Chosen } from "../rates/pick-due.ts";
import type { Claim, LedgerOptions } from "./ledger.ts";

/**
 * Longer than any handover can take, with the ten minutes for which a server
 * may think about the final dot (RFC 5321, 4.5.3.2.6): a slow worker that is
 * alive is never doubled.
 */
const LEASE = 40 * 60_000;

type Options = Pick<
	LedgerOptions,
	"desk" | "tokens" | "issueId" | "worker" | "chooser"
> &
	Pick<ReaderSource, "toolFacts">;

export interface NextClaims {
	/** For each lane, in their order; null: none for it. */
	byLane: (Claim | null)[];
	/** When a limit lets the next through, if limits left lanes without one. */
	opensAt: Instant | null;
}

/**
 * Claims a delivery for each lane, as far as there are any and the limits have
 * room, in the caller's transaction.
 *
 * @param lanes the servers that each lane can use, the best first
 */
export async function claimNext(
	trx: Trx,
	options: Options,
	lanes: readonly (readonly string[])[],
	now: Instant,
): Promise<NextClaims> {
	const { issueId, worker } = options;
	// Another process may have paused or cancelled it since the last commit.
	if (!(await isSending(trx, issueId))) return { byLane: [], opensAt: null };
	const choice = await options.chooser.choose(trx, now, lanes);
	const due = choice.byLane.flatMap((chosen) => chosen?.delivery ?? []);
	const readers = await freshReaders(trx, options, due);
	const byLane = choice.byLane.map((chosen) => {
		if (!chosen) return null;
		const { reader, subscriber_id } = chosen.delivery;
		const merged = reader ? keptReader(reader) : readers.get(subscriber_id);
		return merged ? claimOf(chosen, merged) : null;
	});
	const claims = byLane.filter((claim) => claim !== null);
	const until = shift(now, LEASE);
	await claimDeliveries(
		trx,
		issueId,
		claims.map(({ subscriberId, reader }) => ({
			subscriberId,
			reader: JSON.stringify(reader),
		})),
		{ worker, until, now },
	);
	return { byLane, opensAt: choice.opensAt };
}

function claimOf({ delivery, server }: Chosen, reader: Reader): Claim {
	return {
		server,
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
	{ desk, tokens, issueId, toolFacts }: Options,
	due: readonly DueDelivery[],
) {
	const { config } = desk;
	const { publicUrl } = config;
	return readersOf(
		{ db: trx, tokens, publicUrl, issueId, ...(toolFacts && { toolFacts }) },
		due
			.filter((delivery) => delivery.reader === null)
			.map(({ subscriber_id, saved, voted, ...row }) => ({
				id: subscriber_id,
				email: row.email,
				name: row.name,
				lens: row.lens,
				format: row.format,
				epoch: row.epoch,
				saved: saved === 1,
				voted: voted === 1,
			})),
	);
}
