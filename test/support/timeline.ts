import type { Db } from "../../src/db/schema.ts";
import type { Instant } from "../../src/time/clock.ts";
import type { FakeClock } from "./clock.ts";
import type { Sink } from "./smtp-sink.ts";

/** A message that was read, with the time of the fake clock in milliseconds. */
export interface Mailed {
	at: number;
	recipient: string;
}

/** Records when each message's final dot arrives, at all these servers together. */
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

/** The highest number of messages within any period of this length. */
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

/** How many messages in the first 24 hours since `start`, in the second, and so on. */
export function byDay(mailed: readonly Mailed[], start: Instant): number[] {
	const days: number[] = [];
	for (const { at } of mailed) {
		const day = Math.floor((at - Date.parse(start)) / 86_400_000);
		days[day] = (days[day] ?? 0) + 1;
	}
	return Array.from(days, (count) => count ?? 0);
}

/** Moves the subscribers to addresses at these domains, in turn, until each domain has its number. */
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
