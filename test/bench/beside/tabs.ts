import { get as httpGet } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { client } from "../http-client.ts";
import { type Measurement, median } from "../measurement.ts";
import { get } from "./installation.ts";
import { perSecond } from "./rate.ts";

const ROUNDS = 4;
/** How often the page of an issue that is being sent looks again (`studio.js`). */
const RENEWS_MS = 2_000;
const OPENING_MS = 2_000;
const TARGET = 0.97;

/**
 * The messages sent a second while ten pages of the studio are open, two of them the
 * one that shows the sending; and while ten are loaded again each second. Each
 * is compared with the same without them, just before: the rate of a shared machine varies.
 *
 * @param number of the issue that is being sent
 */
export async function sendingBesideTabs(
	studio: string,
	number: number,
	sent: () => Promise<number>,
): Promise<Measurement[]> {
	const sending = `/studio/issues/${number}/sending`;
	const open = [
		...["/studio", "/studio", "/studio/preview", "/studio/preview"],
		...["/mailbox", "/studio/letters", "/studio/reports", "/studio/people"],
	];
	const ask = client(studio);
	for (const path of [...open, sending]) await get(ask, path);
	const tabs = (stop: AbortSignal) =>
		Promise.all([
			...open.map((path) => tab(studio, path, null, stop)),
			...[sending, sending].map((path) => tab(studio, path, RENEWS_MS, stop)),
		]);
	const reloads = (stop: AbortSignal) =>
		Promise.all(
			Array.from({ length: 10 }, () => tab(studio, "/studio", 1_000, stop)),
		);
	return [
		await beside("ten pages of the studio open", tabs, sent, TARGET),
		await beside("its dashboard loaded ten times a second", reloads, sent, 0),
	];
}

async function beside(
	name: string,
	work: (stop: AbortSignal) => Promise<unknown>,
	sent: () => Promise<number>,
	target: number,
): Promise<Measurement> {
	const rates: { alone: number; value: number }[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const alone = await perSecond(sent);
		const stop = new AbortController();
		const working = work(stop.signal);
		// To open a page is no part of having it open.
		await wait(OPENING_MS);
		const value = await perSecond(sent);
		stop.abort();
		await working;
		rates.push({ alone, value });
	}
	const ratio = median(rates.map(({ alone, value }) => value / alone));
	return {
		name: `messages sent a second, beside ${name}`,
		value: median(rates.map(({ value }) => value)),
		unit: "/s",
		peer: "the same without it",
		peerValue: median(rates.map(({ alone }) => alone)),
		ratio,
		target: target === 0 ? "printed" : `at least ${target}`,
		pass: ratio >= target,
	};
}

/** A page that is open: its event stream, and the page again if it renews itself. */
async function tab(
	studio: string,
	path: string,
	renews: number | null,
	stop: AbortSignal,
): Promise<void> {
	const ask = client(studio);
	const events = httpGet(new URL("/studio/events", studio), {
		signal: stop,
	}).on("response", (stream) => stream.on("error", () => {}).resume());
	events.on("error", () => {});
	do {
		await get(ask, path);
		await wait(renews ?? 1_000_000, null, { signal: stop }).catch(() => {});
	} while (!stop.aborted);
}
