import type { Config } from "../../config/config.ts";
import { type Among, dueDeliveries } from "../../db/delivery/due-deliveries.ts";
import {
	lockRateUsage,
	rateUsageOf,
	saveRateUsage,
} from "../../db/delivery/rate-usage.ts";
import type { Trx } from "../../db/schema.ts";
import type { MailServer } from "../../mail/mailer.ts";
import type { Instant } from "../../time/clock.ts";
import { sendableStates } from "../sendable-states.ts";
import { createLimits } from "./limits.ts";
import { createDomainPicker } from "./pick-due-by-domain.ts";
import type { PickResult } from "./pick-result.ts";
import { createRateUsage, type RateUsage } from "./rate-usage.ts";
import { createThrottle, type HandledMessage } from "./throttle.ts";

export interface DuePicker {
	/**
	 * A delivery for each lane, as far as there are any and the limits allow it.
	 * The picked deliveries count as sent. Runs in the caller's transaction, which
	 * claims them.
	 *
	 * @param lanes the servers that each lane can use, the best first
	 */
	pick(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<PickResult>;
	/** Adapts the throttle to these results, in the caller's transaction. */
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
	/** Default: all. */
	among?: Among;
}

/** A lane waits for a limit that opens sooner than this. To connect to another server would take as long. */
const MAX_WAIT_MS = 10_000;

/** Picks the deliveries that are sent next, within all limits. Without limits it runs one query. */
export function createDuePicker(options: DuePickerOptions): DuePicker {
	const { config, issueId, among = "all" } = options;
	const states = sendableStates(config);
	const limits = createLimits(config, options.servers);
	const throttle = createThrottle({ limits, warmUp: config.warmUp });
	const byDomain = createDomainPicker({ issueId, states, among }, limits);

	return { pick, observe: throttle.observe };

	async function pick(
		trx: Trx,
		now: Instant,
		lanes: readonly (readonly string[])[],
	): Promise<PickResult> {
		const current = await throttle.current(trx, now);
		if (!limits.hasAny(current)) {
			const servers = lanes.map(([server = ""]) => server);
			return inOrder(trx, now, servers);
		}
		await lockRateUsage(trx);
		const usage = createRateUsage(Date.parse(now), (server, scope) =>
			limits.limitsFor(server, scope, current),
		);
		usage.read([""], await rateUsageOf(trx, [""]));
		const { servers, availableAt } = reserve(usage, Date.parse(now), lanes);
		const result = limits.hasByDomain(current)
			? await byDomain(trx, now, usage, servers)
			: await inOrder(trx, now, servers);
		result.byLane.forEach((picked, lane) => {
			const server = servers[lane];
			if (server && !picked) usage.add(server, "", -1);
		});
		await saveRateUsage(trx, usage.changed());
		// If a lane was allowed one and found nothing to send, no lane needs to wait for a limit.
		const allUsed = servers.every(
			(server, lane) => !server || result.byLane[lane],
		);
		return allUsed ? { ...result, availableAt } : result;
	}

	/** The due deliveries, in their order, for the lanes that have a server. */
	async function inOrder(
		trx: Trx,
		now: Instant,
		servers: readonly (string | null)[],
	): Promise<PickResult> {
		const count = servers.filter((server) => server !== null).length;
		const due =
			count > 0
				? await dueDeliveries(trx, issueId, states, now, count, among)
				: [];
		let assigned = 0;
		const byLane = servers.map((server) => {
			const delivery = server === null ? undefined : due[assigned++];
			return server !== null && delivery ? { delivery, server } : null;
		});
		return { byLane, availableAt: null };
	}
}

/** For each lane a server whose limits allow one more, and when the lanes without one can go on. */
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
