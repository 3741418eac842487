import type { Instant } from "../../src/clock.ts";
import type { Db } from "../../src/db/schema.ts";
import type { FakeClock } from "./clock.ts";
import type { Sink } from "./smtp-sink.ts";

/** Who was mailed when, by the fake clock. */
export interface Mailed {
	at: number;
	recipient: string;
}

/** Notes when each message's final dot arrives, at all these servers together. */
export function timelineOf(clock: FakeClock, ...sinks: Sink[]): Mailed[] {
	const mailed: Mailed[] = [];
	for (const sink of sinks)
		sink.fault = ({ phase, recipient }) => {
			if (phase === "dot")
				mailed.push({ at: Date.parse(clock.now()), recipient });
			return undefined;
		};
	return mailed;
}

/** The most of them in any stretch of this length, in milliseconds. */
export function mostWithin(
	mailed: readonly Mailed[],
	periodMs: number,
): number {
	return Math.max(
		0,
		...mailed.map(
			(last) =>
				mailed.filter(({ at }) => at <= last.at && at > last.at - periodMs)
					.length,
		),
	);
}

/** How many on the first day of 24 hours since `start`, on the second, and so on. */
export function byDay(mailed: readonly Mailed[], start: Instant): number[] {
	const days: number[] = [];
	for (const { at } of mailed) {
		const day = Math.floor((at - Date.parse(start)) / 86_400_000);
		days[day] = (days[day] ?? 0) + 1;
	}
	return Array.from(days, (count) => count ?? 0);
}

/** Gives the subscribers addresses at these domains, so many at each, in turn. */
export async function moveTo(
	db: Db,
	domains: Record<string, number>,
): Promise<void> {
	const left = { ...domains };
	const subscribers = await db
		.selectFrom("subscribers")
		.select("id")
		.orderBy("id")
		.execute();
	const names = Object.keys(domains);
	let turn = 0;
	for (const { id } of subscribers) {
		const open = names.filter((name) => (left[name] ?? 0) > 0);
		const domain = open[turn++ % open.length];
		if (domain === undefined) return;
		left[domain] = (left[domain] ?? 0) - 1;
		const email = `reader${id}@${domain}`;
		await db
			.updateTable("subscribers")
			.set({ email, email_key: email })
			.where("id", "=", id)
			.execute();
	}
}
