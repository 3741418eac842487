import { setTimeout as wait } from "node:timers/promises";

const SECONDS = 5;

/** How many are sent a second while something else is done. */
export async function during(
	work: (stop: AbortSignal) => Promise<unknown>,
	sent: () => Promise<number>,
): Promise<number> {
	const stop = new AbortController();
	const working = work(stop.signal);
	const value = await perSecond(sent);
	stop.abort();
	await working;
	return value;
}

/** @param until measured until this is over; default: for some seconds */
export async function perSecond(
	sent: () => Promise<number>,
	until: Promise<unknown> = wait(SECONDS * 1_000),
): Promise<number> {
	const begun = performance.now();
	const before = await sent();
	await until;
	const after = await sent();
	return ((after - before) * 1_000) / (performance.now() - begun);
}
