import { type Clock, type Instant, shift } from "../clock.ts";
import {
	deleteVote,
	lastAcceptedAt,
	quarantineVotesSince,
	releaseQuarantinedVotes,
	saveVote,
	voteOn,
	votesSince,
} from "../db/catalog/votes.ts";
import type { Db, Trx, Verdict } from "../db/schema.ts";

/** A mail scanner presses what it finds as soon as the mail is there. */
const HANDOVER_MS = 20_000;
/** So many tools in so short a time is no reading. */
const BURST = 5;
const BURST_MS = 20_000;

export interface Cast {
	subscriberId: number;
	toolId: number;
	/** Null takes the vote back. */
	verdict: Verdict | null;
	source: "mail" | "site";
	/** Whoever casts it has opened the link that no person sees. */
	controlOpened: boolean;
}

/**
 * Casts, changes or takes back a vote. One that looks like a scanner's is
 * quarantined, and never undoes a person's; one that looks like a person's
 * counts, and with it what was quarantined before.
 */
export async function castVote(
	db: Db,
	clock: Clock,
	cast: Cast,
): Promise<void> {
	const { subscriberId, toolId, verdict, source } = cast;
	const now = clock.now();
	const lately = shift(now, -BURST_MS);
	await db.transaction().execute(async (trx) => {
		const others = await votesSince(trx, subscriberId, toolId, lately);
		const doubtful = isDoubtful({
			controlOpened: cast.controlOpened,
			sinceHandover: await sinceHandover(trx, subscriberId, now),
			burst: others + 1,
		});
		const before = await voteOn(trx, subscriberId, toolId);
		if (doubtful) {
			if (others + 1 >= BURST)
				await quarantineVotesSince(trx, subscriberId, lately);
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
				state: doubtful ? "quarantined" : "counted",
			},
			now,
		);
	});
}

/** Pure: does this look like a machine that follows every link? */
export function isDoubtful(signs: {
	controlOpened: boolean;
	/** Milliseconds; null: no issue was ever handed over for them. */
	sinceHandover: number | null;
	/** On how many tools they voted just now, with this one. */
	burst: number;
}): boolean {
	return (
		signs.controlOpened ||
		(signs.sinceHandover !== null && signs.sinceHandover < HANDOVER_MS) ||
		signs.burst >= BURST
	);
}

/** They saved, chose or came back, by a button: if no machine was at it, it was them before, too. */
export async function signOfLife(
	db: Db,
	clock: Clock,
	subscriberId: number,
	controlOpened: boolean,
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const since = await sinceHandover(trx, subscriberId, clock.now());
		if (!isDoubtful({ controlOpened, sinceHandover: since, burst: 0 }))
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
