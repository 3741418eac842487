import type { Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import {
	type DueDelivery,
	dueDeliveries,
} from "../../db/delivery/due-deliveries.ts";
import {
	lockRateUsage,
	rateUsageOf,
	saveRateUsage,
} from "../../db/delivery/rate-usage.ts";
import type { Trx } from "../../db/schema.ts";
import type { MailServer } from "../../mail/mailer.ts";
import { sendableStates } from "../ledger/outcome.ts";
import { createLimits } from "./limits.ts";
import { createDomainPicker } from "./pick-due-by-domain.ts";
import { createRateUsage, type RateUsage } from "./rate-usage.ts";
import { createThrottle, type HandledMessage } from "./throttle.ts";

/** A delivery that may be claimed, and the server that it must go through. */
export interface PickedDelivery {
	delivery: DueDelivery;
	server: string;
}

export interface PickResult {
	/** For each lane, in their order; null: none for it. */
	byLane: (PickedDelivery | null)[];
	/** When the limits that left lanes without one let the next one through; null: there is nothing else to send. */
	availableAt: Instant | null;
}

export interface DuePicker {
	/**
	 * A delivery for each lane, as far as there are any and the limits allow it.
	 * Picked ones are counted as sent. In the caller's transaction, which claims
	 * them.
	 *
	 * @param lanes the servers that each lane can use, the best first
	 */
	pick(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<PickResult>;
	/** Adapts the throttle to what the servers said, in the caller's transaction. */
	observe(
		trx: Trx,
		now: Instant,
		handled: readonly HandledMessage[],
	): Promise<void>;
}

export interface DuePickerOptions {
	config: Config;
	issueId: number;
	servers: readonly MailServer[];
}

/** A server whose limit opens sooner is worth waiting for: another connection takes as long. */
const MAX_WAIT_MS = 10_000;

/** Picks the deliveries that are sent next, within all limits. Without limits it costs nothing. */
export function createDuePicker(options: DuePickerOptions): DuePicker {
	const { config, issueId } = options;
	const states = sendableStates(config);
	const limits = createLimits(config, options.servers);
	const throttle = createThrottle({ limits, warmUp: config.warmUp });
	const byDomain = createDomainPicker({ issueId, states }, limits);

	return { pick, observe: throttle.observe };

	async function pick(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<PickResult> {
		const current = await throttle.current(trx, now);
		if (!limits.any(current)) {
			const servers = lanes.map(([server = ""]) => server);
			return inOrder(trx, now, servers);
		}
		await lockRateUsage(trx);
		const usage = createRateUsage(Date.parse(now), (server, scope) =>
			limits.on(server, scope, current),
		);
		usage.read([""], await rateUsageOf(trx, [""]));
		const { servers, availableAt } = reserve(usage, Date.parse(now), lanes);
		const result = limits.anyByDomain(current)
			? await byDomain(trx, now, usage, servers)
			: await inOrder(trx, now, servers);
		result.byLane.forEach((picked, lane) => {
			const server = servers[lane];
			if (server && !picked) usage.add(server, "", -1);
		});
		await saveRateUsage(trx, usage.changed());
		// When a lane that was allowed one found nothing to send, no lane needs to wait.
		const left = servers.every(
			(server, lane) => !server || result.byLane[lane],
		);
		return left ? { ...result, availableAt } : result;
	}

	/** The due deliveries, in their order, for the lanes that have a server. */
	async function inOrder(
		trx: Trx,
		now: Instant,
		servers: readonly (string | null)[],
	): Promise<PickResult> {
		const count = servers.filter((server) => server !== null).length;
		const due =
			count > 0 ? await dueDeliveries(trx, issueId, states, now, count) : [];
		let given = 0;
		const byLane = servers.map((server) => {
			const delivery = server === null ? undefined : due[given++];
			return server !== null && delivery ? { delivery, server } : null;
		});
		return { byLane, availableAt: null };
	}
}

/** A server for each lane whose limits allow one more, and when the lanes left without can go on. */
function reserve(
	usage: RateUsage,
	now: number,
	lanes: readonly (readonly string[])[],
): { servers: (string | null)[]; availableAt: Instant | null } {
	let soonest = Number.POSITIVE_INFINITY;
	const servers = lanes.map((usable) => {
		for (const server of usable) {
			if (usage.remaining(server, "") > 0) {
				usage.add(server, "", 1);
				return server;
			}
			const opens = usage.availableAt(server, "");
			soonest = Math.min(soonest, opens);
			if (opens - now <= MAX_WAIT_MS) break;
		}
		return null;
	});
	return {
		servers,
		availableAt: servers.includes(null)
			? new Date(soonest).toISOString()
			: null,
	};
}
