import { nextAttempt } from "../../db/delivery/deliveries.ts";
import { stageOf } from "../../db/delivery/stages.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";
import { MINUTE } from "../../time/time-span.ts";
import { sendableStates } from "../sendable-states.ts";
import type { Sender, SendOptions } from "../sender.ts";
import type { Pass } from "./pass.ts";

/** A longer wait is divided, because the clock may have been set meanwhile. */
const MAX_WAIT_MS = 10 * MINUTE;
/** How long to wait while another worker holds the last claims. */
const CHECK_CLAIMS_MS = 1_000;
/** How often to check whether the issue was paused or cancelled, in real time whatever the clock is. */
const CHECK_STATE_MS = 500;

/**
 * Waits until something is due again, if `wait` is set.
 *
 * @param pass the pass that has just ended, perhaps because of a limit
 * @returns whether to send another pass; false: the rest is left for later
 */
export async function waitForDue(
	{ db, clock, config, log }: Pick<Sender, "db" | "clock" | "config" | "log">,
	issueId: number,
	{ availableAt }: Pick<Pass, "availableAt">,
	{ wait, signal }: SendOptions,
): Promise<boolean> {
	const isSending = async () =>
		(await issueById(db, issueId))?.state === "sending";
	if (!(await isSending())) return false;
	const now = clock.now();
	const next = await earlier(
		nextAttempt(db, issueId, sendableStates(config)),
		nextStageAt(db, issueId),
	);
	// A delivery that is due already waits for the limit as well.
	const due =
		availableAt === null || (next !== null && next > now && next < availableAt)
			? next
			: availableAt;
	if (due !== null && due <= now) return true;
	if (!wait) return false;
	const ms = due
		? Math.min(Date.parse(due) - Date.parse(now), MAX_WAIT_MS)
		: CHECK_CLAIMS_MS;
	if (availableAt !== null) log.info({ issueId, due }, "waiting for a limit");
	else log.debug({ issueId, due }, "waiting for deliveries to come due");
	const stopped = watchState(isSending);
	try {
		await clock.sleep(ms, AbortSignal.any([signal, stopped.signal]));
	} finally {
		stopped.end();
	}
	return true;
}

async function earlier(
	...times: readonly Promise<Instant | null>[]
): Promise<Instant | null> {
	const known = (await Promise.all(times)).filter((time) => time !== null);
	return known.toSorted()[0] ?? null;
}

async function nextStageAt(db: Db, issueId: number): Promise<Instant | null> {
	return (await stageOf(db, issueId))?.next_at ?? null;
}

/** Its signal is aborted when the issue is not being sent any more. */
function watchState(isSending: () => Promise<boolean>) {
	const stopped = new AbortController();
	const check = () => {
		isSending().then(
			(sending) => {
				if (!sending) stopped.abort();
			},
			// A failed read is repeated, and its error reported, when the wait ends.
			() => {},
		);
	};
	const timer = setInterval(check, CHECK_STATE_MS);
	return { signal: stopped.signal, end: () => clearInterval(timer) };
}
