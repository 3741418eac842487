import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Does a step. If it kept the process busy, waits three times as long, at most
 * half a second, because requests come first. Some of them are unsubscribes.
 */
export async function yieldWhenBusy<T>(step: () => Promise<T>): Promise<T> {
	const before = performance.eventLoopUtilization();
	const result = await step();
	const { active, utilization } = performance.eventLoopUtilization(before);
	if (utilization > 0.5 && active > MIN_BUSY_MS)
		await wait(Math.min(3 * active, MAX_WAIT_MS));
	return result;
}

/** A shorter step delays no request noticeably. */
const MIN_BUSY_MS = 5;
const MAX_WAIT_MS = 500;
