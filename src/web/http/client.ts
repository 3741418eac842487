import type { Context } from "hono";
import {
	type Networks,
	networksInclude,
	parseIp,
	parseNetworks,
} from "../../subscriber/network.ts";
import { withoutControls } from "../../text/storable-text.ts";

/** Who sent a request, as far as it is known. */
export interface Client {
	/** Null if unknown, as in a test without a socket. */
	ip: string | null;
	userAgent: string | null;
	/**
	 * A program on this machine or in a private network passed the request on, and
	 * whose it was can't be read: TRUSTED_PROXIES does not name the program, or it
	 * gave no readable address. `ip` is the proxy's, not the client's.
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
	return (c) => ({ ...addressOf(c, trusted), userAgent: userAgentOf(c) });
}

const PROXY_HEADERS = ["x-forwarded-for", "forwarded", "via"];
/** From elsewhere, somebody who wrote the header is indistinguishable from a proxy. */
const NEAR = parseNetworks(
	"loopback 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 169.254.0.0/16 fc00::/7 fe80::/10".split(
		" ",
	),
) as Networks;

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

function addressOf(
	c: Context,
	trusted: Networks,
): Pick<Client, "ip" | "behindUnknownProxy"> {
	const { incoming } = (c.env ?? {}) as {
		incoming?: { socket?: { remoteAddress?: string } };
	};
	const ip = parseIp(incoming?.socket?.remoteAddress ?? "")?.toString() ?? null;
	const isForwarded = PROXY_HEADERS.some(
		(name) => c.req.header(name) !== undefined,
	);
	const peer = {
		ip,
		behindUnknownProxy: ip !== null && isForwarded && networksInclude(NEAR, ip),
	};
	if (ip === null || !networksInclude(trusted, ip)) return peer;
	const hops = (c.req.header("x-forwarded-for") ?? "")
		.split(",")
		.filter((hop) => hop.trim() !== "");
	const hop = hops.findLast((one) => !networksInclude(trusted, one));
	const client = parseIp(hop ?? "");
	return client ? { ip: client.toString(), behindUnknownProxy: false } : peer;
}
