import type { Instant } from "../../clock.ts";
import { dueDeliveriesOf } from "../../db/delivery/due-deliveries.ts";
import {
	type OpenDeliveriesCursor,
	openDeliveries,
} from "../../db/delivery/open-deliveries.ts";
import { rateUsageOf } from "../../db/delivery/rate-usage.ts";
import type { DeliveryState, Trx } from "../../db/schema.ts";
import { createDomainScan, type DeliveryCandidate } from "./domain-scan.ts";
import { type Limits, placeOf } from "./limits.ts";
import type { PickedDelivery, PickResult } from "./pick.ts";
import type { RateUsage } from "./rate-usage.ts";

/** How many rows are read at once. */
const PAGE_ROWS = 500;

/** @param servers the server that has room for each lane; null: none */
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

/** Chooses where domains have limits of their own: deliveries to a domain that is at its limit are passed over. */
export function createDomainPicker(
	{ issueId, states }: { issueId: number; states: readonly DeliveryState[] },
	limits: Limits,
): DomainPicker {
	/** Since when, and until when, there is no room for a scope at a server. */
	const closed = new Map<string, { at: number; until: number }>();
	const scan = createDomainScan<OpenDeliveriesCursor>(
		async (trx, from, now) => {
			const start = { states, at: null, id: 0 };
			const page = await openDeliveries(
				trx,
				issueId,
				new Date(now).toISOString(),
				from ?? start,
				PAGE_ROWS,
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
		let opens = Number.POSITIVE_INFINITY;
		let lanes = servers.flatMap((server, index) =>
			server === null ? [] : [{ index, server }],
		);
		await learnOf(trx, usage, scan.ahead(2 * lanes.length));
		while (lanes.length > 0) {
			const picks: { lane: Lane; candidate: DeliveryCandidate }[] = [];
			for (const lane of lanes) {
				const isOpenHere = (scope: string) =>
					isOpen(trx, usage, at, lane.server, scope);
				let candidate = await scan.next(trx, turn, isOpenHere);
				// Read again from the start, what was picked a moment ago is still open.
				while (isCandidate(candidate) && picked.has(candidate.subscriberId))
					candidate = await scan.next(trx, turn, isOpenHere);
				if (candidate === "more") {
					opens = at;
					break;
				}
				if (candidate === null) {
					opens = Math.min(opens, nextOpening(lane.server));
					continue;
				}
				picked.add(candidate.subscriberId);
				usage.add(lane.server, candidate.scope, 1);
				picks.push({ lane, candidate });
			}
			const missed = await take(trx, now, picks, byLane);
			for (const { lane, candidate } of missed)
				usage.add(lane.server, candidate.scope, -1);
			lanes = missed.map(({ lane }) => lane);
		}
		const availableAt = Number.isFinite(opens)
			? new Date(opens).toISOString()
			: null;
		return { byLane, availableAt };
	};

	/** Gives the lanes what can still go of what was picked; returns the others. */
	async function take(
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
		const place = placeOf(server, scope);
		const shut = closed.get(place);
		if (shut && shut.at <= at && at < shut.until) return false;
		await learnOf(trx, usage, [scope]);
		if (usage.remaining(server, scope) > 0) {
			closed.delete(place);
			return true;
		}
		closed.set(place, { at, until: usage.availableAt(server, scope) });
		return false;
	}

	async function learnOf(
		trx: Trx,
		usage: RateUsage,
		scopes: readonly string[],
	) {
		const unknown = scopes.filter((scope) => !usage.knows(scope));
		if (unknown.length > 0)
			usage.read(unknown, await rateUsageOf(trx, unknown));
	}

	function nextOpening(server: string): number {
		return Math.min(
			...scan
				.blockedScopes()
				.map((scope) => closed.get(placeOf(server, scope))?.until ?? Infinity),
		);
	}
}

function isCandidate(
	found: DeliveryCandidate | null | "more",
): found is DeliveryCandidate {
	return found !== null && found !== "more";
}
