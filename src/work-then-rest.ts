import { setTimeout as wait } from "node:timers/promises";

/**
 * Does one step of long work on the database, then rests three times as long, at
 * most half a second, because requests and sending come first. What counts is the
 * time that passes: on SQLite the step holds the whole process, its waiting for the
 * disk included, and on PostgreSQL it holds others' rows.
 */
export async function workThenRest<T>(step: () => Promise<T>): Promise<T> {
	const begun = performance.now();
	const result = await step();
	const took = performance.now() - begun;
	if (took > MIN_WORK_MS) await wait(Math.min(3 * took, MAX_REST_MS));
	return result;
}

/** A shorter step delays no request noticeably. */
const MIN_WORK_MS = 5;
const MAX_REST_MS = 500;
