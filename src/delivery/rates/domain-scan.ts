import type { Trx } from "../../db/schema.ts";

/** A delivery that can be sent when its scope is below its limits. */
export interface DeliveryCandidate {
	subscriberId: number;
	scope: string;
}

/** Reads the next page of open deliveries. `from` null: from the start. `next` null: this was the last page. */
export type ReadOpen<Place> = (
	trx: Trx,
	from: Place | null,
	now: number,
) => Promise<{ found: DeliveryCandidate[]; next: Place | null }>;

/** The state of one pick. The scan restarts at most once in it. */
export interface ScanTurn {
	readonly now: number;
	restarted: boolean;
}

export interface DomainScan {
	/**
	 * The next candidate whose scope is open. Null: only blocked ones are left.
	 * "more": there may be some, but enough was read for one pick.
	 */
	next(
		trx: Trx,
		turn: ScanTurn,
		isOpen: (scope: string) => boolean | Promise<boolean>,
	): Promise<DeliveryCandidate | null | "more">;
	/** The scopes of the next candidates, so that their usage can be read together. */
	ahead(count: number): string[];
	/** The scopes that block candidates. */
	blockedScopes(): string[];
}

/** At most this many are passed over in one pick: others wait for the transaction. */
const MAX_SCANNED = 2_000;
/** Deliveries that opened behind the place of the scan are found when it restarts. */
const RESTART_AFTER_MS = 60_000;

/**
 * Reads the open deliveries in order, once, and remembers those whose scope is
 * at its limit. So a claim costs the same however many of them there are. The
 * caller must check that a candidate can still be sent.
 */
export function createDomainScan<Place>(readOpen: ReadOpen<Place>): DomainScan {
	const blocked = new Map<string, { ids: number[]; taken: number }>();
	let fresh: DeliveryCandidate[] = [];
	let taken = 0;
	let place: Place | null = null;
	let ended = true;
	let startedAt = 0;

	return {
		async next(trx, turn, isOpen) {
			for (const scope of blocked.keys())
				if (await isOpen(scope)) return takeBlocked(scope);
			let passed = 0;
			for (;;) {
				for (;;) {
					const candidate = fresh[taken];
					if (!candidate) break;
					taken++;
					if (await isOpen(candidate.scope)) return candidate;
					block(candidate);
					if (++passed >= MAX_SCANNED) return "more";
				}
				if (ended) {
					// A clock that was set back or forward must not postpone the restart.
					const wait =
						blocked.size > 0 &&
						Math.abs(turn.now - startedAt) < RESTART_AFTER_MS;
					if (turn.restarted || wait) return null;
					turn.restarted = true;
					blocked.clear();
					place = null;
					startedAt = turn.now;
				}
				const read = await readOpen(trx, place, turn.now);
				fresh = read.found;
				taken = 0;
				place = read.next;
				ended = place === null;
			}
		},
		ahead: (count) => [
			...new Set(fresh.slice(taken, taken + count).map(({ scope }) => scope)),
		],
		blockedScopes: () => [...blocked.keys()],
	};

	function block({ scope, subscriberId }: DeliveryCandidate): void {
		const list = blocked.get(scope);
		if (list) list.ids.push(subscriberId);
		else blocked.set(scope, { ids: [subscriberId], taken: 0 });
	}

	function takeBlocked(scope: string): DeliveryCandidate {
		const list = blocked.get(scope) as { ids: number[]; taken: number };
		const subscriberId = list.ids[list.taken++] as number;
		if (list.taken === list.ids.length) blocked.delete(scope);
		return { scope, subscriberId };
	}
}
