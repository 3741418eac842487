import type {
	Handover,
	HandoverResult,
	Lane,
	Mailer,
	MailServer,
} from "../mailer.ts";
import {
	HEALTHY,
	healthAfter,
	type ServerHealth,
	type ServerState,
	stateOf,
} from "./server-health.ts";

export interface ServerSetting extends MailServer {
	/** Its share of the lanes, relative to the other servers' weights. */
	readonly weight: number;
	openLane(): Lane;
}

export interface ServersOptions {
	/** Milliseconds since 1970. */
	now(): number;
	/** Called when a server went down, with the error, and when it works again, with null. */
	onServerChange?(server: string, error: string | null): void;
}

const ABANDONED: HandoverResult = {
	kind: "unsent",
	error: "The connection was given up",
	authentication: false,
};

interface Server {
	readonly setting: ServerSetting;
	health: ServerHealth;
	/** The lanes that are assigned to it. */
	readonly lanes: Set<Lane>;
}

/**
 * A mailer over several servers. Lanes are assigned by weight and stay where
 * they are. A server that fails several times in a row goes down, for longer
 * each time, and its lanes go to the others; then one lane tries it again.
 */
export function createMultiServerMailer(
	settings: readonly ServerSetting[],
	options: ServersOptions,
): Mailer {
	const servers = settings.map(
		(setting): Server => ({ setting, health: HEALTHY, lanes: new Set() }),
	);
	const open = new Set<Lane>();
	return {
		description: settings.map(({ name }) => name).join(", "),
		servers: settings.map(({ name, rates }) => ({ name, rates })),
		lane() {
			const lane = openServersLane(servers, options, () => open.delete(lane));
			open.add(lane);
			return lane;
		},
		async close() {
			await Promise.all([...open].map((lane) => lane.close()));
		},
	};
}

function openServersLane(
	servers: readonly Server[],
	options: ServersOptions,
	onClosed: () => void,
): Lane {
	let connected: { server: Server; lane: Lane } | null = null;
	let assignedTo: Server | null = null;
	let running: Promise<unknown> = Promise.resolve();
	/** Of the handover in flight. */
	let isAbandoned = false;

	/** Runs one call after the other: a connection carries one message at a time. */
	function inTurn<T>(act: () => Promise<T>): Promise<T> {
		const turn = running.then(act);
		running = turn.catch(() => {});
		return turn;
	}

	/** Assigns this lane to a server. Returns all of them in the order in which to try them. */
	function assign(): Server[] {
		const now = options.now();
		const loads = servers.map((server) => ({
			server,
			weight: server.setting.weight,
			state: stateOf(server.health, now),
			downUntil: server.health.down?.until ?? 0,
			lanes: server.lanes.size - (server.lanes.has(lane) ? 1 : 0),
		}));
		const current = loads.find(({ server }) => server === assignedTo) ?? null;
		const order = rankServers(loads, current).map(({ server }) => server);
		assignedTo?.lanes.delete(lane);
		assignedTo = order[0] ?? null;
		assignedTo?.lanes.add(lane);
		return order;
	}

	async function connectionTo(server: Server): Promise<Lane> {
		if (connected?.server !== server) {
			await connected?.lane.close();
			connected = { server, lane: server.setting.openLane() };
		}
		return connected.lane;
	}

	async function handoverTo(
		server: Server,
		message: Handover,
	): Promise<HandoverResult> {
		const connection = await connectionTo(server);
		// Given up while the last server's connection was being closed.
		if (isAbandoned) return ABANDONED;
		const result = await connection.handover(message);
		updateHealth(server, result, options);
		if (result.kind === "accepted")
			return { ...result, server: server.setting.name };
		if (result.kind === "rejected") return result;
		const now = options.now();
		const otherServerUp = servers.some(
			(other) => other !== server && stateOf(other.health, now) === "up",
		);
		return otherServerUp ? { ...result, otherServerUp } : result;
	}

	async function handover(message: Handover): Promise<HandoverResult> {
		isAbandoned = false;
		const named = servers.find(
			({ setting }) => setting.name === message.server,
		);
		if (named) return handoverTo(named, message);
		const [first, ...others] = assign();
		let result = await handoverTo(first as Server, message);
		// A message that names no server may go by any, unless it was given up.
		for (const server of others)
			if (result.kind === "unsent" && !isAbandoned)
				result = await handoverTo(server, message);
		return result;
	}

	const lane: Lane = {
		servers: () => assign().map(({ setting }) => setting.name),
		handover: (message) => inTurn(() => handover(message)),
		abandon() {
			isAbandoned = true;
			connected?.lane.abandon();
		},
		close: () =>
			inTurn(async () => {
				assignedTo?.lanes.delete(lane);
				assignedTo = null;
				await connected?.lane.close();
				connected = null;
				onClosed();
			}),
	};
	return lane;
}

function updateHealth(
	server: Server,
	result: HandoverResult,
	{ now, onServerChange }: ServersOptions,
): void {
	const before = server.health;
	server.health = healthAfter(before, result, now());
	const { name } = server.setting;
	if (server.health.timesDown > before.timesDown)
		onServerChange?.(name, "reply" in result ? result.reply : result.error);
	else if (before.timesDown > 0 && server.health.timesDown === 0)
		onServerChange?.(name, null);
}

/** What decides which server a lane is assigned to. */
export interface ServerLoad {
	readonly weight: number;
	readonly state: ServerState;
	/** In milliseconds since 1970; 0: it is not down. */
	readonly downUntil: number;
	/** How many lanes it has, without the one that is assigned. */
	readonly lanes: number;
}

/**
 * The order in which a lane should try the servers. First comes the one that is
 * furthest below its share of the lanes; the lane stays at its current server while
 * no other is further below. A server that is being probed gets one lane. Servers
 * that are down come only when no other is left, the one that is tried again
 * soonest first.
 */
export function rankServers<T extends ServerLoad>(
	servers: readonly T[],
	current: T | null,
): T[] {
	const usable = servers.filter(
		({ state, lanes }) =>
			state === "up" || (state === "probing" && lanes === 0),
	);
	if (usable.length === 0)
		return servers.toSorted((one, other) => one.downUntil - other.downUntil);
	const share = (server: T) => (server.lanes + 1) / server.weight;
	const place = (server: T) => (server === current ? 0 : 1);
	return usable.toSorted(
		(one, other) => share(one) - share(other) || place(one) - place(other),
	);
}
