import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Address ranges, as `parseNetworks` reads them. */
export type Networks = readonly ReturnType<typeof ipaddr.parseCIDR>[];

const LOOPBACK = ["127.0.0.0/8", "::1"];

/**
 * @param list addresses, CIDR ranges, or the word `loopback`
 * @returns null if an entry is none of these
 */
export function parseNetworks(list: readonly string[]): Networks | null {
	const ranges = list
		.flatMap((entry) => (entry === "loopback" ? LOOPBACK : entry))
		.map((entry) => (isIP(entry) === 0 ? entry : rangeOf(entry)));
	const { IPv4, IPv6, parseCIDR } = ipaddr;
	// IPv4.isValidCIDR alone would take 10/32 for 0.0.0.10.
	return ranges.every(
		(range) =>
			IPv4.isValidCIDRFourPartDecimal(range) || IPv6.isValidCIDR(range),
	)
		? ranges.map((range) => parseCIDR(range))
		: null;
}

function rangeOf(address: string): string {
	const ip = ipaddr.process(address);
	return `${ip}/${ip.kind() === "ipv4" ? 32 : 128}`;
}

/** Whether one of the ranges contains this address. False for any other text. */
export function networksInclude(networks: Networks, text: string): boolean {
	const address = parseIp(text);
	return networks.some(
		([network, bits]) =>
			network.kind() === address?.kind() && address.match(network, bits),
	);
}

/**
 * Reads an address as sockets and proxies write it: with or without a port,
 * brackets or a zone id. IPv4-mapped IPv6 becomes IPv4. Null for any other text.
 */
export function parseIp(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
	const address = text
		.trim()
		.replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
		.replace(/^([\d.]+):\d+$/, "$1")
		.replace(/%.*$/, "");
	return isIP(address) === 0 ? null : ipaddr.process(address);
}

/**
 * What rate limits count by: an IPv4 address, or the IPv6 /64 of one customer.
 * Null for this machine itself, and if the address is unknown.
 */
export function networkOf(address: string | null): string | null {
	const ip = parseIp(address ?? "");
	if (ip === null || ip.range() === "loopback") return null;
	if (!(ip instanceof ipaddr.IPv6)) return ip.toString();
	const groups = ip.parts.slice(0, 4).map((part) => part.toString(16));
	return `${groups.join(":")}::/64`;
}
