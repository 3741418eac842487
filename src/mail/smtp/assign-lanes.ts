import type { Standing } from "./server-health.ts";

/** A server as lanes are dealt to it. */
export interface Dealt {
	readonly weight: number;
	readonly standing: Standing;
	/** Until when it is set aside, in milliseconds; 0 when it is not. */
	readonly until: number;
	/** How many lanes it has, without the one that asks. */
	readonly lanes: number;
}

/**
 * The order in which a lane should try the servers: the one that is furthest
 * below its share of the lanes first, its own while none is further. A server
 * on probation gets one lane; those set aside come only when there is no other,
 * the one that will be tried again soonest first.
 */
export function deal<T extends Dealt>(
	servers: readonly T[],
	own: T | null,
): T[] {
	const usable = servers.filter(
		({ standing, lanes }) =>
			standing === "up" || (standing === "probation" && lanes === 0),
	);
	if (usable.length === 0)
		return servers.toSorted((one, other) => one.until - other.until);
	const share = (server: T) => (server.lanes + 1) / server.weight;
	const place = (server: T) => (server === own ? 0 : 1);
	return usable.toSorted(
		(one, other) => share(one) - share(other) || place(one) - place(other),
	);
}
