import {
	claimDeliveries,
	countClaimed,
	stateOfSending,
} from "../../db/delivery/claims.ts";
import type { DueDelivery } from "../../db/delivery/due-deliveries.ts";
import { lockRateUsage } from "../../db/delivery/rate-usage.ts";
import { hasAccepted } from "../../db/delivery/reopen.ts";
import type { Trx } from "../../db/schema.ts";
import { keptReader, type Reader } from "../../issue/content/reader.ts";
import { readersOf } from "../../reader/reader.ts";
import type { LoadedToolFacts } from "../../reader/tool-facts.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { MINUTE } from "../../time/time-span.ts";
import type { DuePicker } from "../rates/pick-due.ts";
import type { PickedDelivery } from "../rates/pick-result.ts";
import type { Claim } from "./claim.ts";
import type { LedgerContext, Pass } from "./pass.ts";

/**
 * Longer than any handover can take, including the ten minutes that a server
 * has to answer the final dot (RFC 5321, 4.5.3.2.6). So no other worker takes
 * over from a worker that is slow but alive.
 */
const LEASE_MS = 40 * MINUTE;

/**
 * So many messages at most are refused or in flight while nobody got the issue, or
 * some were just refused. With the bounds in breadth.ts, fewer than twenty
 * recipients show that everybody is refused, however many connections there are.
 */
const MAX_AT_RISK = 16;

interface ClaimOptions {
	context: LedgerContext;
	pass: Pass;
	picker: DuePicker;
	toolFacts: LoadedToolFacts;
}

export interface NextClaims {
	/** For each lane, in the order of the lanes; null: none for this lane. */
	byLane: (Claim | null)[];
	/** When a limit that held back a lane allows the next message; null: no limit held back a lane. */
	availableAt: Instant | null;
	/** So many of the last lanes wait until a message in flight is answered. */
	heldBack: number;
}

/**
 * Claims a delivery for each lane, as long as one is due and the limits allow
 * it, in the caller's transaction.
 *
 * @param lanes the servers that each lane can use, the best first
 */
export async function claimNext(
	trx: Trx,
	options: ClaimOptions,
	lanes: readonly (readonly string[])[],
	now: Instant,
): Promise<NextClaims> {
	const { context, pass, picker } = options;
	// Another process may have paused or cancelled the issue since the last commit.
	const state = await stateOfSending(trx, pass.issueId);
	if (state === null) return { byLane: [], availableAt: null, heldBack: 0 };
	pass.hasSetbacks = state.hasSetbacks;
	const open = await countOpenLanes(trx, pass, state.refused, lanes.length);
	const next = await picker.pick(trx, now, lanes.slice(0, open));
	const due = next.byLane.flatMap((picked) => picked?.delivery ?? []);
	const readers = await freshReaders(trx, options, due);
	const byLane = next.byLane.map((picked) => {
		if (!picked) return null;
		const { reader, subscriber_id } = picked.delivery;
		const fresh = readers.get(subscriber_id);
		const mergedFrom = reader ? keptReader(reader) : fresh;
		if (!mergedFrom) return null;
		// A handover that never began left nothing that a copy must be equal to.
		const isFirst = picked.delivery.attempts === 0;
		return claimOf(picked, isFirst ? { ...mergedFrom, date: now } : mergedFrom);
	});
	const claims = byLane.filter((claim) => claim !== null);
	await claimDeliveries(
		trx,
		pass.issueId,
		claims.map(({ subscriberId, reader }) => ({
			subscriberId,
			reader: JSON.stringify(reader),
		})),
		{ worker: context.worker.name, until: shift(now, LEASE_MS), now },
	);
	pass.inFlight += claims.length;
	return {
		byLane,
		availableAt: next.availableAt,
		heldBack: lanes.length - open,
	};
}

/**
 * How many of the lanes may begin a message. All of them, once somebody got the
 * issue and nobody was just refused.
 *
 * @param refused how many were refused, and not many accepted since
 */
async function countOpenLanes(
	trx: Trx,
	pass: Pass,
	refused: number,
	lanes: number,
): Promise<number> {
	if (refused === 0 && !pass.hasAccepted)
		pass.hasAccepted = await hasAccepted(trx, pass.issueId);
	if (refused === 0 && pass.hasAccepted) return lanes;
	// Without it, two workers on PostgreSQL would not see each other's claims.
	await lockRateUsage(trx);
	const free =
		MAX_AT_RISK -
		refused -
		(await countClaimed(trx, pass.issueId, MAX_AT_RISK));
	// A claim of another worker may never be answered, so each worker has one.
	return Math.min(lanes, Math.max(free, pass.inFlight === 0 ? 1 : 0));
}

function claimOf({ delivery, server }: PickedDelivery, reader: Reader): Claim {
	return {
		server,
		subscriberId: delivery.subscriber_id,
		recipient: reader.address ?? delivery.email,
		from: delivery.state,
		fence: delivery.fence + 1,
		attempts: delivery.attempts + 1,
		reader,
	};
}

/** The readers of first attempts. Later attempts use the stored one: a second copy must be merged from the same values. */
async function freshReaders(
	trx: Trx,
	{ context, pass, toolFacts }: ClaimOptions,
	due: readonly DueDelivery[],
) {
	return readersOf(
		{ db: trx, tokens: context.tokens, config: context.config },
		pass.issueId,
		due
			.filter((delivery) => delivery.reader === null)
			.map(({ subscriber_id, saved, voted, ...row }) => ({
				id: subscriber_id,
				email: row.email,
				name: row.name,
				lens: row.lens,
				format: row.format,
				language: row.language,
				epoch: row.epoch,
				saved: saved === 1,
				voted: voted === 1,
			})),
		toolFacts,
	);
}
