import type { Instant } from "../../clock.ts";
import { nextAttempt } from "../../db/delivery/deliveries.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { DeliveryState } from "../../db/schema.ts";
import type { Sender, SendOptions } from "../send.ts";

/** However long the wait, look up from time to time: the clock may have been moved. */
const LOOK_UP = 10 * 60_000;
/** While another worker holds the last claims there is nothing to do but look again. */
const LOOK_AGAIN = 1_000;
/** Real milliseconds after which somebody's pause or cancel is noticed at the latest. */
const NOTICE = 500;

/**
 * Waits until there is something to send again, if that is wanted.
 *
 * @param next `states`: of what can go; `opensAt`: when a limit lets the next
 *   through, null when no limit stood in the way
 * @returns false when this run ends here and leaves the rest for later
 */
export async function waitForDue(
	{ desk, log }: Pick<Sender, "desk" | "log">,
	issueId: number,
	{
		states,
		opensAt,
	}: { states: readonly DeliveryState[]; opensAt: Instant | null },
	{ wait, signal }: SendOptions,
): Promise<boolean> {
	const isSending = async () =>
		(await issueById(desk.db, issueId))?.state === "sending";
	if (!(await isSending())) return false;
	const now = desk.clock.now();
	const next = await nextAttempt(desk.db, issueId, states);
	// What is due already waits for the limit as well.
	const due =
		opensAt === null || (next !== null && next > now && next < opensAt)
			? next
			: opensAt;
	if (due !== null && due <= now) return true;
	if (!wait) return false;
	const ms = due
		? Math.min(Date.parse(due) - Date.parse(now), LOOK_UP)
		: LOOK_AGAIN;
	if (opensAt !== null) log.info({ issueId, due }, "waiting for a limit");
	else log.debug({ issueId, due }, "waiting for deliveries to come due");
	const stopped = watch(isSending);
	try {
		await desk.clock.sleep(ms, AbortSignal.any([signal, stopped.signal]));
	} finally {
		stopped.end();
	}
	return true;
}

/** Gives its signal when the issue is not being sent any more. */
function watch(isSending: () => Promise<boolean>) {
	const stopped = new AbortController();
	const look = () => {
		isSending().then(
			(sending) => {
				if (!sending) stopped.abort();
			},
			// What can't be read now is read, and complained of, when the wait is over.
			() => {},
		);
	};
	const timer = setInterval(look, NOTICE);
	return { signal: stopped.signal, end: () => clearInterval(timer) };
}
