import type { Instant } from "../../clock.ts";
import {
	type DueDelivery,
	dueDeliveries,
} from "../../db/delivery/due-deliveries.ts";
import {
	budgetsOf,
	lockBudgets,
	saveBudgets,
} from "../../db/delivery/rate-usage.ts";
import type { DeliveryState, Trx } from "../../db/schema.ts";
import type { Desk } from "../../issue/context.ts";
import type { MailServer } from "../../mail/mailer.ts";
import { createLimits } from "./limits.ts";
import { createDomainChooser } from "./pick-due-by-domain.ts";
import { createTally, type Tally } from "./rate-usage.ts";
import { createPatience, type Handled } from "./throttle.ts";

/** A delivery that may be claimed, and the server that it is to go through. */
export interface Chosen {
	delivery: DueDelivery;
	server: string;
}

export interface Choice {
	/** For each lane, in their order; null: none for it. */
	byLane: (Chosen | null)[];
	/** When the limits that left lanes without one let the next through; null: there is nothing else to send. */
	opensAt: Instant | null;
}

export interface Chooser {
	/**
	 * A message for each lane, as far as there are any and the limits have room;
	 * what is chosen is counted as gone. In the caller's transaction, which
	 * claims them.
	 *
	 * @param lanes the servers that each lane can use, the best first
	 */
	choose(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<Choice>;
	/** Takes in what the servers said, in the caller's transaction. */
	learn(trx: Trx, now: Instant, handled: readonly Handled[]): Promise<void>;
}

export interface ChooserOptions {
	desk: Desk;
	issueId: number;
	servers: readonly MailServer[];
	/** The states of what may go, in their order. */
	states: readonly DeliveryState[];
}

/** A server whose limit opens sooner is waited for: another connection takes as long. */
const WORTH_WAITING = 10_000;

/** Which messages go next, within every limit there is. Without any it costs nothing. */
export function createChooser(options: ChooserOptions): Chooser {
	const { desk, issueId, states } = options;
	const limits = createLimits(desk.config, options.servers);
	const { warmUp } = desk.config;
	const patience = createPatience({ limits, warmUp });
	const byDomain = createDomainChooser(options, limits);

	return { choose, learn: patience.learn };

	async function choose(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<Choice> {
		const patient = await patience.now(trx, now);
		if (!limits.any(patient)) {
			const servers = lanes.map(([server = ""]) => server);
			return inOrder(trx, now, servers);
		}
		await lockBudgets(trx);
		const tally = createTally(Date.parse(now), (server, scope) =>
			limits.on(server, scope, patient),
		);
		tally.read([""], await budgetsOf(trx, [""]));
		const { servers, opensAt } = reserve(tally, Date.parse(now), lanes);
		const choice = limits.anyByDomain(patient)
			? await byDomain(trx, now, tally, servers)
			: await inOrder(trx, now, servers);
		choice.byLane.forEach((chosen, lane) => {
			const server = servers[lane];
			if (server && !chosen) tally.spend(server, "", -1);
		});
		await saveBudgets(trx, tally.changed());
		// With nothing left for a lane that had room, nobody needs to wait.
		const left = servers.every(
			(server, lane) => !server || choice.byLane[lane],
		);
		return left ? { ...choice, opensAt } : choice;
	}

	/** What is due, in its order, to the lanes that have a server. */
	async function inOrder(
		trx: Trx,
		now: Instant,
		servers: readonly (string | null)[],
	): Promise<Choice> {
		const count = servers.filter((server) => server !== null).length;
		const due =
			count > 0 ? await dueDeliveries(trx, issueId, states, now, count) : [];
		let given = 0;
		const byLane = servers.map((server) => {
			const delivery = server === null ? undefined : due[given++];
			return server !== null && delivery ? { delivery, server } : null;
		});
		return { byLane, opensAt: null };
	}
}

/** A server with room for each lane, and when there is room for the lanes left without. */
function reserve(
	tally: Tally,
	now: number,
	lanes: readonly (readonly string[])[],
): { servers: (string | null)[]; opensAt: Instant | null } {
	let soonest = Number.POSITIVE_INFINITY;
	const servers = lanes.map((usable) => {
		for (const server of usable) {
			if (tally.room(server, "") > 0) {
				tally.spend(server, "", 1);
				return server;
			}
			const opens = tally.opensAt(server, "");
			soonest = Math.min(soonest, opens);
			if (opens - now <= WORTH_WAITING) break;
		}
		return null;
	});
	return {
		servers,
		opensAt: servers.includes(null) ? new Date(soonest).toISOString() : null,
	};
}
