import type { Trx } from "../../db/schema.ts";

/** A delivery that could go out when its scope has room. */
export interface DeliveryCandidate {
	subscriberId: number;
	scope: string;
}

/** Reads on from a place in the order of what is open; place null: from the start, and back: the end. */
export type ReadOpen<Place> = (
	trx: Trx,
	from: Place | null,
	now: number,
) => Promise<{ found: DeliveryCandidate[]; next: Place | null }>;

/** One result of several candidates. Reading begins again once in it at the most. */
export interface ScanTurn {
	readonly now: number;
	begun: boolean;
}

export interface DomainScan {
	/**
	 * The next candidate whose scope is open. Null: there is none now, but those
	 * kept back. "more": there may be some, and enough was read for one go.
	 */
	next(
		trx: Trx,
		turn: ScanTurn,
		isOpen: (scope: string) => boolean | Promise<boolean>,
	): Promise<DeliveryCandidate | null | "more">;
	/** The scopes of what comes next, to be read about at once. */
	ahead(count: number): string[];
	/** The scopes that keep candidates back. */
	blockedScopes(): string[];
}

/** So many are passed over in one go at the most: others wait for the transaction. */
const ONE_GO = 2_000;
/** What came open behind the reading place is found when reading begins again. */
const AGAIN = 60_000;

/**
 * Walks through what is open in order, once, and keeps back those whose scope
 * is exhausted, so that a claim costs the same however many of them there are.
 * It is a memory of where to look, no more: whoever takes a candidate must make
 * sure that it can still go.
 */
export function createDomainScan<Place>(walk: ReadOpen<Place>): DomainScan {
	const kept = new Map<string, { ids: number[]; taken: number }>();
	let fresh: DeliveryCandidate[] = [];
	let taken = 0;
	let place: Place | null = null;
	let ended = true;
	let began = 0;

	return {
		async next(trx, turn, isOpen) {
			for (const scope of kept.keys())
				if (await isOpen(scope)) return takeKept(scope);
			let passed = 0;
			for (;;) {
				for (;;) {
					const candidate = fresh[taken];
					if (!candidate) break;
					taken++;
					if (await isOpen(candidate.scope)) return candidate;
					keep(candidate);
					if (++passed >= ONE_GO) return "more";
				}
				if (ended) {
					// Set back or forward, the clock must not put it off.
					const wait = kept.size > 0 && Math.abs(turn.now - began) < AGAIN;
					if (turn.begun || wait) return null;
					turn.begun = true;
					kept.clear();
					place = null;
					began = turn.now;
				}
				const read = await walk(trx, place, turn.now);
				fresh = read.found;
				taken = 0;
				place = read.next;
				ended = place === null;
			}
		},
		ahead: (count) => [
			...new Set(fresh.slice(taken, taken + count).map(({ scope }) => scope)),
		],
		blockedScopes: () => [...kept.keys()],
	};

	function keep({ scope, subscriberId }: DeliveryCandidate): void {
		const list = kept.get(scope);
		if (list) list.ids.push(subscriberId);
		else kept.set(scope, { ids: [subscriberId], taken: 0 });
	}

	function takeKept(scope: string): DeliveryCandidate {
		const list = kept.get(scope) as { ids: number[]; taken: number };
		const subscriberId = list.ids[list.taken++] as number;
		if (list.taken === list.ids.length) kept.delete(scope);
		return { scope, subscriberId };
	}
}
