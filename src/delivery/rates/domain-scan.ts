import type { Trx } from "../../db/schema.ts";

/** A delivery that may be sent when its scope is open. */
export interface DeliveryCandidate {
	subscriberId: number;
	scope: string;
}

/**
 * Reads the next page of open deliveries, in their order.
 *
 * @param from where the page before ended; null: from the start
 * @returns `next`: where this page ends; null: there are no more
 */
export type ReadPage<Position> = (
	trx: Trx,
	from: Position | null,
	now: number,
) => Promise<{ found: DeliveryCandidate[]; next: Position | null }>;

/** The state of one pick, which asks for several candidates. The scan restarts at most once in it. */
export interface ScanTurn {
	readonly now: number;
	restarted: boolean;
}

export interface DomainScan {
	/**
	 * The next candidate whose scope is open. Null: only blocked deliveries are
	 * left. "scan-limit": there may be another one; call again in a later
	 * transaction.
	 */
	next(
		trx: Trx,
		turn: ScanTurn,
		isOpen: (scope: string) => boolean | Promise<boolean>,
	): Promise<DeliveryCandidate | null | "scan-limit">;
	/** The scopes of the next `count` candidates that were read, so that their usage can be read in one query. */
	upcomingScopes(count: number): string[];
	/** The scopes of the deliveries that were passed over because their scope was not open. */
	blockedScopes(): string[];
}

/** How many deliveries one call may pass over: other lanes wait for the transaction. */
const MAX_SCAN = 2_000;
/** A delivery that became open before the scan's position is found when the scan restarts. */
const RESTART_AFTER_MS = 60_000;

/**
 * Walks through the open deliveries in order, once. It keeps those whose scope
 * is not open in memory, so that a claim costs the same however many there are.
 * It only remembers where to look: the caller must check that a candidate can
 * still be sent.
 */
export function createDomainScan<Position>(
	readPage: ReadPage<Position>,
): DomainScan {
	const blocked = new Map<string, { ids: number[]; taken: number }>();
	let page: DeliveryCandidate[] = [];
	let takenOfPage = 0;
	let position: Position | null = null;
	let atEnd = true;
	let startedAt = 0;

	return {
		async next(trx, turn, isOpen) {
			for (const scope of blocked.keys())
				if (await isOpen(scope)) return takeBlocked(scope);
			let passedOver = 0;
			for (;;) {
				for (;;) {
					const candidate = page[takenOfPage];
					if (!candidate) break;
					takenOfPage++;
					if (await isOpen(candidate.scope)) return candidate;
					block(candidate);
					if (++passedOver >= MAX_SCAN) return "scan-limit";
				}
				if (atEnd) {
					// Absolute: a clock that is set back must not delay the restart.
					const tooEarly =
						blocked.size > 0 &&
						Math.abs(turn.now - startedAt) < RESTART_AFTER_MS;
					if (turn.restarted || tooEarly) return null;
					turn.restarted = true;
					blocked.clear();
					position = null;
					startedAt = turn.now;
				}
				const read = await readPage(trx, position, turn.now);
				page = read.found;
				takenOfPage = 0;
				position = read.next;
				atEnd = position === null;
			}
		},
		upcomingScopes: (count) => [
			...new Set(
				page.slice(takenOfPage, takenOfPage + count).map(({ scope }) => scope),
			),
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
