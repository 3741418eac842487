import type { Context } from "hono";
import { withoutControls } from "../../storable-text.ts";
import {
	type Networks,
	networkOf,
	networksInclude,
	parseIp,
	parseNetworks,
} from "../../subscriber/network.ts";

/** Who sent a request, as far as it is known. */
export interface Client {
	/** Null if unknown, as in a test without a socket. */
	ip: string | null;
	userAgent: string | null;
	/**
	 * The request came from this machine and another program passed it on, which
	 * TRUSTED_PROXIES does not name: `ip` is the proxy's, not the client's.
	 */
	behindUnknownProxy: boolean;
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
	return (c) => {
		const ip = addressOf(c, trusted);
		return {
			ip,
			userAgent: userAgentOf(c),
			behindUnknownProxy:
				ip !== null &&
				networkOf(ip) === null &&
				PROXY_HEADERS.some((name) => c.req.header(name) !== undefined),
		};
	};
}

const PROXY_HEADERS = ["x-forwarded-for", "forwarded", "via"];

function userAgentOf(c: Context): string | null {
	const text = c.req.header("user-agent")?.slice(0, MAX_USER_AGENT_LENGTH);
	return text === undefined ? null : withoutControls(text.toWellFormed());
}

/** Tells one client from another. Kept in memory only. */
export function clientName({
	ip,
	userAgent,
}: Pick<Client, "ip" | "userAgent">): string {
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
