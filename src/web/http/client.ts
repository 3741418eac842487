import type { BlockList } from "node:net";
import type { Context } from "hono";
import { isAmong, networkSet } from "../../subscriber/network.ts";

/** Who asks, as far as it can be told. */
export interface Client {
	/** Null: not known, as in a test without a socket. */
	ip: string | null;
	userAgent: string | null;
}

const USER_AGENT = 300;

/**
 * Reads who asks. `X-Forwarded-For` is believed only from a trusted proxy, and
 * only as far as trusted proxies wrote it: its last entry that is none.
 *
 * @param trustedProxies as the setting has them
 */
export function clientReader(
	trustedProxies: readonly string[],
): (c: Context) => Client {
	const trusted = networkSet(trustedProxies);
	return (c) => ({
		ip: addressOf(c, trusted),
		userAgent: c.req.header("user-agent")?.slice(0, USER_AGENT) ?? null,
	});
}

/** Names a client to tell it from another, and is written nowhere. */
export function clientName({ ip, userAgent }: Client): string {
	return `${ip} ${userAgent}`;
}

function addressOf(c: Context, trusted: BlockList | null): string | null {
	const peer = peerOf(c);
	if (peer === null || !trusted || !isAmong(trusted, peer)) return peer;
	const hops = (c.req.header("x-forwarded-for") ?? "")
		.split(",")
		.map(bareAddress);
	for (const hop of hops.reverse())
		if (hop !== null && !isAmong(trusted, hop)) return hop;
	return peer;
}

function peerOf(c: Context): string | null {
	const { incoming } = (c.env ?? {}) as {
		incoming?: { socket?: { remoteAddress?: string } };
	};
	return bareAddress(incoming?.socket?.remoteAddress ?? "");
}

/** Without a port, brackets, or the way in which a socket for both writes an IPv4 address. */
function bareAddress(text: string): string | null {
	const address = text
		.trim()
		.replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
		.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
		.replace(/^::ffff:(?=\d+\.)/i, "");
	return /^[\d.]+$|^[\da-f:.]+(%\w+)?$/i.test(address) ? address : null;
}
