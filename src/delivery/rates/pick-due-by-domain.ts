import type { Instant } from "../../clock.ts";
import { dueAmong } from "../../db/delivery/due-deliveries.ts";
import {
	type OpenPlace,
	openDeliveries,
} from "../../db/delivery/open-deliveries.ts";
import { budgetsOf } from "../../db/delivery/rate-usage.ts";
import type { Trx } from "../../db/schema.ts";
import { type Candidate, createQueue } from "./domain-scan.ts";
import { type Limits, placeOf } from "./limits.ts";
import type { Choice, ChooserOptions, Chosen } from "./pick-due.ts";
import type { Tally } from "./rate-usage.ts";

/** So many are read at once, and looked through in memory. */
const PAGE = 500;

/** @param servers the server that has room for each lane; null: none */
export type DomainChooser = (
	trx: Trx,
	now: Instant,
	tally: Tally,
	servers: readonly (string | null)[],
) => Promise<Choice>;

interface Lane {
	index: number;
	server: string;
}

/** Chooses where domains have limits of their own: whose domain has no room is passed over. */
export function createDomainChooser(
	{ issueId, states }: ChooserOptions,
	limits: Limits,
): DomainChooser {
	/** Since when, and until when, there is no room for a scope at a server. */
	const closed = new Map<string, { at: number; until: number }>();
	const queue = createQueue<OpenPlace>(async (trx, from, now) => {
		const start = { states, at: null, id: 0 };
		const page = await openDeliveries(
			trx,
			issueId,
			new Date(now).toISOString(),
			from ?? start,
			PAGE,
		);
		return {
			found: page.rows.map((row) => ({
				subscriberId: row.subscriber_id,
				scope: limits.scopeOf(row.email),
			})),
			next: page.next,
		};
	});

	return async (trx, now, tally, servers) => {
		const at = Date.parse(now);
		const byLane: (Chosen | null)[] = servers.map(() => null);
		const turn = { now: at, begun: false };
		const picked = new Set<number>();
		let opens = Number.POSITIVE_INFINITY;
		let lanes = servers.flatMap((server, index) =>
			server === null ? [] : [{ index, server }],
		);
		await learnOf(trx, tally, queue.ahead(2 * lanes.length));
		while (lanes.length > 0) {
			const picks: { lane: Lane; candidate: Candidate }[] = [];
			for (const lane of lanes) {
				const isOpenHere = (scope: string) =>
					isOpen(trx, tally, at, lane.server, scope);
				let candidate = await queue.next(trx, turn, isOpenHere);
				// Read again from the start, what was picked a moment ago is still open.
				while (isCandidate(candidate) && picked.has(candidate.subscriberId))
					candidate = await queue.next(trx, turn, isOpenHere);
				if (candidate === "more") {
					opens = at;
					break;
				}
				if (candidate === null) {
					opens = Math.min(opens, nextOpening(lane.server));
					continue;
				}
				picked.add(candidate.subscriberId);
				tally.spend(lane.server, candidate.scope, 1);
				picks.push({ lane, candidate });
			}
			const missed = await take(trx, now, picks, byLane);
			for (const { lane, candidate } of missed)
				tally.spend(lane.server, candidate.scope, -1);
			lanes = missed.map(({ lane }) => lane);
		}
		const opensAt = Number.isFinite(opens)
			? new Date(opens).toISOString()
			: null;
		return { byLane, opensAt };
	};

	/** Gives the lanes what can still go of what was picked; returns the others. */
	async function take(
		trx: Trx,
		now: Instant,
		picks: readonly { lane: Lane; candidate: Candidate }[],
		byLane: (Chosen | null)[],
	) {
		const ids = picks.map(({ candidate }) => candidate.subscriberId);
		const rows = await dueAmong(trx, issueId, states, now, ids);
		const due = new Map(rows.map((row) => [row.subscriber_id, row]));
		return picks.filter(({ lane: { index, server }, candidate }) => {
			const delivery = due.get(candidate.subscriberId);
			if (delivery) byLane[index] = { delivery, server };
			return !delivery;
		});
	}

	async function isOpen(
		trx: Trx,
		tally: Tally,
		at: number,
		server: string,
		scope: string,
	): Promise<boolean> {
		const place = placeOf(server, scope);
		const shut = closed.get(place);
		if (shut && shut.at <= at && at < shut.until) return false;
		await learnOf(trx, tally, [scope]);
		if (tally.room(server, scope) > 0) {
			closed.delete(place);
			return true;
		}
		closed.set(place, { at, until: tally.opensAt(server, scope) });
		return false;
	}

	async function learnOf(trx: Trx, tally: Tally, scopes: readonly string[]) {
		const unknown = scopes.filter((scope) => !tally.knows(scope));
		if (unknown.length > 0) tally.read(unknown, await budgetsOf(trx, unknown));
	}

	function nextOpening(server: string): number {
		return Math.min(
			...queue
				.keptBack()
				.map((scope) => closed.get(placeOf(server, scope))?.until ?? Infinity),
		);
	}
}

function isCandidate(found: Candidate | null | "more"): found is Candidate {
	return found !== null && found !== "more";
}
