import {
	type Among,
	dueDeliveriesOf,
} from "../../db/delivery/due-deliveries.ts";
import {
	type OpenDeliveriesCursor,
	openDeliveries,
} from "../../db/delivery/open-deliveries.ts";
import { rateUsageOf } from "../../db/delivery/rate-usage.ts";
import type { DeliveryState } from "../../db/delivery-tables.ts";
import type { Trx } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";
import { createDomainScan, type DeliveryCandidate } from "./domain-scan.ts";
import { type Limits, serverScopeKey } from "./limits.ts";
import type { PickedDelivery, PickResult } from "./pick-result.ts";
import type { RateUsage } from "./rate-usage.ts";

/** How many open deliveries one query reads. */
const PAGE_SIZE = 500;

/** @param servers for each lane the server whose limits allow one more message; null: none */
export type DomainPicker = (
	trx: Trx,
	now: Instant,
	usage: RateUsage,
	servers: readonly (string | null)[],
) => Promise<PickResult>;

interface Lane {
	index: number;
	server: string;
}

/** Picks when single domains have limits: deliveries to a domain that is at its limit are passed over. */
export function createDomainPicker(
	{
		issueId,
		states,
		among,
	}: { issueId: number; states: readonly DeliveryState[]; among: Among },
	limits: Limits,
): DomainPicker {
	/** The server scopes that are at their limit, by `serverScopeKey`: since when, and until when. */
	const exhausted = new Map<string, { since: number; until: number }>();
	const scan = createDomainScan<OpenDeliveriesCursor>(
		async (trx, from, now) => {
			const start = { states, at: null, id: 0 };
			const page = await openDeliveries(
				trx,
				issueId,
				new Date(now).toISOString(),
				from ?? start,
				PAGE_SIZE,
				among,
			);
			return {
				found: page.rows.map((row) => ({
					subscriberId: row.subscriber_id,
					scope: limits.scopeOf(row.email),
				})),
				next: page.next,
			};
		},
	);

	return async (trx, now, usage, servers) => {
		const at = Date.parse(now);
		const byLane: (PickedDelivery | null)[] = servers.map(() => null);
		const turn = { now: at, restarted: false };
		const picked = new Set<number>();
		let soonest = Number.POSITIVE_INFINITY;
		let lanesLeft = servers.flatMap((server, index) =>
			server === null ? [] : [{ index, server }],
		);
		await readUsage(trx, usage, scan.upcomingScopes(2 * lanesLeft.length));
		while (lanesLeft.length > 0) {
			const picks: { lane: Lane; candidate: DeliveryCandidate }[] = [];
			for (const lane of lanesLeft) {
				const isOpenHere = (scope: string) =>
					isOpen(trx, usage, at, lane.server, scope);
				let candidate = await scan.next(trx, turn, isOpenHere);
				// After a restart the scan finds again what was picked in this turn.
				while (isCandidate(candidate) && picked.has(candidate.subscriberId))
					candidate = await scan.next(trx, turn, isOpenHere);
				if (candidate === "scan-limit") {
					soonest = at;
					break;
				}
				if (candidate === null) {
					soonest = Math.min(soonest, nextOpening(lane.server));
					continue;
				}
				picked.add(candidate.subscriberId);
				usage.add(lane.server, candidate.scope, 1);
				picks.push({ lane, candidate });
			}
			const notDue = await assign(trx, now, picks, byLane);
			for (const { lane, candidate } of notDue)
				usage.add(lane.server, candidate.scope, -1);
			lanesLeft = notDue.map(({ lane }) => lane);
		}
		const availableAt = Number.isFinite(soonest)
			? new Date(soonest).toISOString()
			: null;
		return { byLane, availableAt };
	};

	/** Assigns to `byLane` the picked deliveries that are still due; returns the other picks. */
	async function assign(
		trx: Trx,
		now: Instant,
		picks: readonly { lane: Lane; candidate: DeliveryCandidate }[],
		byLane: (PickedDelivery | null)[],
	) {
		const ids = picks.map(({ candidate }) => candidate.subscriberId);
		const rows = await dueDeliveriesOf(trx, issueId, states, now, ids);
		const due = new Map(rows.map((row) => [row.subscriber_id, row]));
		return picks.filter(({ lane: { index, server }, candidate }) => {
			const delivery = due.get(candidate.subscriberId);
			if (delivery) byLane[index] = { delivery, server };
			return !delivery;
		});
	}

	async function isOpen(
		trx: Trx,
		usage: RateUsage,
		at: number,
		server: string,
		scope: string,
	): Promise<boolean> {
		const key = serverScopeKey(server, scope);
		const limit = exhausted.get(key);
		if (limit && limit.since <= at && at < limit.until) return false;
		await readUsage(trx, usage, [scope]);
		if (usage.remaining(server, scope) > 0) {
			exhausted.delete(key);
			return true;
		}
		exhausted.set(key, {
			since: at,
			until: usage.availableAt(server, scope),
		});
		return false;
	}

	/** Reads the usage of these scopes, as far as it was not read yet. */
	async function readUsage(
		trx: Trx,
		usage: RateUsage,
		scopes: readonly string[],
	) {
		const unknown = scopes.filter((scope) => !usage.knows(scope));
		if (unknown.length > 0)
			usage.read(unknown, await rateUsageOf(trx, unknown));
	}

	/** When the first of the blocked scopes opens again, in milliseconds; Infinity: not known. */
	function nextOpening(server: string): number {
		return Math.min(
			...scan
				.blockedScopes()
				.map(
					(scope) =>
						exhausted.get(serverScopeKey(server, scope))?.until ?? Infinity,
				),
		);
	}
}

function isCandidate(
	found: DeliveryCandidate | null | "scan-limit",
): found is DeliveryCandidate {
	return found !== null && found !== "scan-limit";
}
