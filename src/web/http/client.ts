import type { Context } from "hono";
import {
	type Networks,
	networksInclude,
	parseIp,
	parseNetworks,
} from "../../subscriber/network.ts";

/** Who sent a request, as far as it is known. */
export interface Client {
	/** Null if unknown, as in a test without a socket. */
	ip: string | null;
	userAgent: string | null;
}

const MAX_USER_AGENT_LENGTH = 300;

/**
 * Returns a function that reads who sent a request. `X-Forwarded-For` is read
 * from its end: each entry was written by the hop after it, so it is believed
 * for as long as that hop is a trusted proxy.
 *
 * @param trustedProxies the value of TRUSTED_PROXIES
 */
export function clientReader(
	trustedProxies: readonly string[],
): (c: Context) => Client {
	const trusted = parseNetworks(trustedProxies) ?? [];
	return (c) => ({
		ip: addressOf(c, trusted),
		userAgent:
			c.req.header("user-agent")?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
	});
}

/** Tells one client from another. Kept in memory only. */
export function clientName({ ip, userAgent }: Client): string {
	return `${ip} ${userAgent}`;
}

function addressOf(c: Context, trusted: Networks): string | null {
	const { incoming } = (c.env ?? {}) as {
		incoming?: { socket?: { remoteAddress?: string } };
	};
	const peer = parseIp(incoming?.socket?.remoteAddress ?? "")?.toString();
	if (!peer || !networksInclude(trusted, peer)) return peer ?? null;
	const hops = (c.req.header("x-forwarded-for") ?? "")
		.split(",")
		.filter((hop) => hop.trim() !== "");
	const client = hops.findLast((hop) => !networksInclude(trusted, hop));
	return parseIp(client ?? peer)?.toString() ?? peer;
}
