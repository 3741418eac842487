import type {
	Handover,
	HandoverResult,
	Lane,
	Mailer,
	MailServer,
} from "../mailer.ts";
import { deal } from "./assign-lanes.ts";
import { type Health, healthAfter, standing, WELL } from "./server-health.ts";

export interface ServerSetting extends MailServer {
	/** Its share of the lanes, beside the other servers' weights. */
	readonly weight: number;
	openLane(): Lane;
}

export interface ServersOptions {
	/** Milliseconds. */
	now(): number;
	/** A server was set aside, or works again when `error` is null. */
	onTurn?(server: string, error: string | null): void;
}

interface Server {
	readonly setting: ServerSetting;
	health: Health;
	/** The lanes that are dealt to it. */
	readonly lanes: Set<Lane>;
}

/**
 * A mailer over several servers. Lanes are dealt out by weight and stay where
 * they are. A server that fails several times in a row is set aside, for longer
 * each time, and its lanes go to the others; then one lane tries it again.
 */
export function createServersMailer(
	settings: readonly ServerSetting[],
	options: ServersOptions,
): Mailer {
	const servers = settings.map(
		(setting): Server => ({ setting, health: WELL, lanes: new Set() }),
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
	let dealtTo: Server | null = null;
	let running: Promise<unknown> = Promise.resolve();

	/** One message in flight, whatever the caller does. */
	function inTurn<T>(act: () => Promise<T>): Promise<T> {
		const turn = running.then(act);
		running = turn.catch(() => {});
		return turn;
	}

	/** The servers in the order in which this lane should try them, and is dealt to. */
	function inOrder(): Server[] {
		const now = options.now();
		const seen = servers.map((server) => ({
			server,
			weight: server.setting.weight,
			standing: standing(server.health, now),
			until: server.health.aside?.until ?? 0,
			lanes: server.lanes.size - (server.lanes.has(lane) ? 1 : 0),
		}));
		const own = seen.find(({ server }) => server === dealtTo) ?? null;
		const order = deal(seen, own).map(({ server }) => server);
		dealtTo?.lanes.delete(lane);
		dealtTo = order[0] ?? null;
		dealtTo?.lanes.add(lane);
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
		const result = await (await connectionTo(server)).handover(message);
		judge(server, result, options);
		if (result.kind === "accepted")
			return { ...result, server: server.setting.name };
		if (result.kind === "rejected") return result;
		const now = options.now();
		const elsewhere = servers.some(
			(other) => other !== server && standing(other.health, now) === "up",
		);
		return elsewhere ? { ...result, elsewhere } : result;
	}

	async function handover(message: Handover): Promise<HandoverResult> {
		const named = servers.find(
			({ setting }) => setting.name === message.server,
		);
		if (named) return handoverTo(named, message);
		const [first, ...others] = inOrder();
		let result = await handoverTo(first as Server, message);
		// Who names no server wants it sent by any.
		for (const server of others)
			if (result.kind === "unsent") result = await handoverTo(server, message);
		return result;
	}

	const lane: Lane = {
		servers: () => inOrder().map(({ setting }) => setting.name),
		handover: (message) => inTurn(() => handover(message)),
		abandon: () => connected?.lane.abandon(),
		close: () =>
			inTurn(async () => {
				dealtTo?.lanes.delete(lane);
				dealtTo = null;
				await connected?.lane.close();
				connected = null;
				onClosed();
			}),
	};
	return lane;
}

function judge(
	server: Server,
	result: HandoverResult,
	{ now, onTurn }: ServersOptions,
): void {
	const before = server.health;
	server.health = healthAfter(before, result, now());
	const { name } = server.setting;
	if (server.health.times > before.times)
		onTurn?.(name, "reply" in result ? result.reply : result.error);
	else if (before.times > 0 && server.health.times === 0) onTurn?.(name, null);
}
