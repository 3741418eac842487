import {
	deleteVote,
	quarantineVotesSince,
	releaseQuarantinedVotes,
	saveVote,
	voteOn,
	votesSince,
} from "../db/catalog/votes.ts";
import type { Verdict } from "../db/catalog-tables.ts";
import { lastAcceptedAt } from "../db/delivery/deliveries.ts";
import type { Db, Trx } from "../db/schema.ts";
import { type Clock, type Instant, shift } from "../time/clock.ts";

/** A mail scanner opens every link as soon as the mail has arrived. No person is that fast. */
const SCAN_AFTER_HANDOVER_MS = 20_000;
/** Votes on this many tools within BURST_MS are too fast for a person. */
const BURST_TOOLS = 5;
const BURST_MS = 20_000;

export interface NewVote {
	subscriberId: number;
	toolId: number;
	/** Null removes the vote. */
	verdict: Verdict | null;
	source: "mail" | "site";
	/** The same client has opened the scanner trap: a link that no person sees. */
	trapOpened: boolean;
}

/**
 * Casts, changes or removes a vote. A vote that looks like a scanner's is
 * quarantined, and never replaces one that counts. A vote that looks like a
 * person's counts, and so do the subscriber's quarantined votes from then on.
 */
export async function castVote(
	db: Db,
	clock: Clock,
	vote: NewVote,
): Promise<void> {
	const { subscriberId, toolId, verdict, source, trapOpened } = vote;
	const now = clock.now();
	const burstStart = shift(now, -BURST_MS);
	await db.transaction().execute(async (trx) => {
		const others = await votesSince(trx, subscriberId, toolId, burstStart);
		const byScanner = looksLikeScanner({
			trapOpened,
			sinceHandover: await sinceHandover(trx, subscriberId, now),
			toolsInBurst: others + 1,
		});
		const before = await voteOn(trx, subscriberId, toolId);
		if (byScanner) {
			if (others + 1 >= BURST_TOOLS)
				await quarantineVotesSince(trx, subscriberId, burstStart);
			if (verdict === null || before?.state === "counted") return;
		} else await releaseQuarantinedVotes(trx, subscriberId);
		if (verdict === null) return deleteVote(trx, subscriberId, toolId);
		await saveVote(
			trx,
			{
				subscriber_id: subscriberId,
				tool_id: toolId,
				verdict,
				source,
				state: byScanner ? "quarantined" : "counted",
			},
			now,
		);
	});
}

/** Pure: is this more likely a machine that opens every link than a person? */
export function looksLikeScanner(signs: {
	trapOpened: boolean;
	/** Milliseconds; null: no issue was ever handed over for this subscriber. */
	sinceHandover: number | null;
	/** Tools voted on within BURST_MS, including this one. */
	toolsInBurst: number;
}): boolean {
	return (
		signs.trapOpened ||
		(signs.sinceHandover !== null &&
			signs.sinceHandover < SCAN_AFTER_HANDOVER_MS) ||
		signs.toolsInBurst >= BURST_TOOLS
	);
}

/**
 * Counts a subscriber's quarantined votes, because the subscriber has now done
 * something else by a button: saved a tool or changed the preferences. Does
 * nothing when that looks like a scanner, too.
 */
export async function releaseVotesUnlessScanner(
	db: Db,
	clock: Clock,
	subscriberId: number,
	trapOpened: boolean,
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const since = await sinceHandover(trx, subscriberId, clock.now());
		if (
			!looksLikeScanner({ trapOpened, sinceHandover: since, toolsInBurst: 0 })
		)
			await releaseQuarantinedVotes(trx, subscriberId);
	});
}

async function sinceHandover(
	trx: Trx,
	subscriberId: number,
	now: Instant,
): Promise<number | null> {
	const at = await lastAcceptedAt(trx, subscriberId);
	return at === null ? null : Date.parse(now) - Date.parse(at);
}
