import type { Clock } from "../../time/clock.ts";
import { DAY, MINUTE } from "../../time/time-span.ts";

/**
 * Remembers who opened the link in a mail that no person sees. GET must not
 * change the database, so this is kept in memory and lost on a restart.
 */
export interface ScannerTrap {
	/** Records that this client opened the link of this subscriber's mail. */
	recordHit(subscriberId: number, client: string): void;
	/** Whether this client did so within a day, or any client within ten minutes: one scanner may use many addresses. */
	wasHit(subscriberId: number, client: string): boolean;
}

const CLIENT_MS = DAY;
const SUBSCRIBER_MS = 10 * MINUTE;
/** Of each kind. The oldest are dropped first. */
const MAX_HITS = 20_000;

export function createScannerTrap(clock: Clock): ScannerTrap {
	const byClient = new Map<string, number>();
	const bySubscriber = new Map<string, number>();
	const now = () => Date.parse(clock.now());
	const within = (at: number | undefined, ms: number) =>
		at !== undefined && now() - at < ms;
	return {
		recordHit(subscriberId, client) {
			remember(byClient, `${subscriberId} ${client}`, now());
			remember(bySubscriber, String(subscriberId), now());
		},
		wasHit: (subscriberId, client) =>
			within(byClient.get(`${subscriberId} ${client}`), CLIENT_MS) ||
			within(bySubscriber.get(String(subscriberId)), SUBSCRIBER_MS),
	};
}

function remember(hits: Map<string, number>, key: string, at: number): void {
	hits.delete(key);
	hits.set(key, at);
	const [oldest] = hits.keys();
	if (hits.size > MAX_HITS && oldest !== undefined) hits.delete(oldest);
}
