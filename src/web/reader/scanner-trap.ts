import type { Clock } from "../../clock.ts";
import { DAY } from "../../time-span.ts";

/**
 * Who opened the link that no person sees. It is a GET, which changes nothing,
 * so it is kept in memory alone, and a restart forgets it.
 */
export interface ControlWatch {
	opened(subscriberId: number, client: string): void;
	/** The same client within a day, or any for this subscriber within ten minutes: scanners come from many addresses. */
	hasOpened(subscriberId: number, client: string): boolean;
}

const TEN_MINUTES = 10 * 60_000;
/** Of each kind; the oldest are forgotten first. */
const KEPT = 20_000;

export function createControlWatch(clock: Clock): ControlWatch {
	const byClient = new Map<string, number>();
	const bySubscriber = new Map<string, number>();
	const now = () => Date.parse(clock.now());
	const within = (at: number | undefined, ms: number) =>
		at !== undefined && now() - at < ms;
	return {
		opened(subscriberId, client) {
			remember(byClient, `${subscriberId} ${client}`, now());
			remember(bySubscriber, String(subscriberId), now());
		},
		hasOpened: (subscriberId, client) =>
			within(byClient.get(`${subscriberId} ${client}`), DAY) ||
			within(bySubscriber.get(String(subscriberId)), TEN_MINUTES),
	};
}

function remember(map: Map<string, number>, key: string, at: number): void {
	map.delete(key);
	map.set(key, at);
	const [oldest] = map.keys();
	if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}
