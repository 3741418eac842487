import { nextAttempt } from "../../db/delivery/deliveries.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Sender, SendOptions } from "../sender.ts";
import type { Pass } from "./claim.ts";
import { sendableStates } from "./outcome.ts";

/** However long the wait, check from time to time: the clock may have been set. */
const MAX_WAIT_MS = 10 * 60_000;
/** While another worker holds the last claims, there is nothing to do but check again. */
const CHECK_AGAIN_MS = 1_000;
/** Real milliseconds after which somebody's pause or cancel is noticed, at the latest. */
const NOTICE_MS = 500;

/**
 * Waits until there is something to send again, if that is wanted.
 *
 * @param pass the pass that has just ended: a limit may have stood in its way
 * @returns false when sending ends here and leaves the rest for later
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
	const next = await nextAttempt(db, issueId, sendableStates(config));
	// What is due already waits for the limit as well.
	const due =
		availableAt === null || (next !== null && next > now && next < availableAt)
			? next
			: availableAt;
	if (due !== null && due <= now) return true;
	if (!wait) return false;
	const ms = due
		? Math.min(Date.parse(due) - Date.parse(now), MAX_WAIT_MS)
		: CHECK_AGAIN_MS;
	if (availableAt !== null) log.info({ issueId, due }, "waiting for a limit");
	else log.debug({ issueId, due }, "waiting for deliveries to come due");
	const stopped = watch(isSending);
	try {
		await clock.sleep(ms, AbortSignal.any([signal, stopped.signal]));
	} finally {
		stopped.end();
	}
	return true;
}

/** Aborts its signal when the issue is not being sent any more. */
function watch(isSending: () => Promise<boolean>) {
	const stopped = new AbortController();
	const check = () => {
		isSending().then(
			(sending) => {
				if (!sending) stopped.abort();
			},
			// What can't be read now is read, and reported, when the wait is over.
			() => {},
		);
	};
	const timer = setInterval(check, NOTICE_MS);
	return { signal: stopped.signal, end: () => clearInterval(timer) };
}
