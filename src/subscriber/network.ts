import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * The addresses that lie in any of these: addresses, CIDR ranges, or the word
 * `loopback`. Null when one of them is none of that.
 */
export function networkSet(list: readonly string[]): BlockList | null {
	const set = new BlockList();
	for (const entry of list.flatMap((one) =>
		one === "loopback" ? ["127.0.0.0/8", "::1"] : [one],
	)) {
		const [address = "", bits, ...rest] = entry.split("/");
		const family = isIP(address);
		const most = family === 6 ? 128 : 32;
		if (family === 0 || rest.length > 0) return null;
		if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))
			return null;
		set.addSubnet(
			address,
			bits === undefined ? most : Number(bits),
			family === 6 ? "ipv6" : "ipv4",
		);
	}
	return set;
}

export function isAmong(set: BlockList, address: string): boolean {
	return (
		isIP(address) !== 0 && set.check(address, isIPv6(address) ? "ipv6" : "ipv4")
	);
}

/**
 * What a cap counts by: an IPv4 address, or the /64 that one customer has in
 * IPv6. Null for the machine itself, and where no address is known.
 */
export function networkOf(address: string | null): string | null {
	const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "") ?? null;
	if (plain === null || isAmong(LOOPBACK, plain)) return null;
	if (!isIPv6(plain)) return plain;
	return `${expand(plain).slice(0, 4).join(":")}::/64`;
}

const LOOPBACK = networkSet(["loopback"]) as BlockList;

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): string[] {
	const host = new URL(`http://[${address.replace(/%.*$/, "")}]/`).hostname;
	const [left = "", right] = host.slice(1, -1).split("::");
	const head = left === "" ? [] : left.split(":");
	const tail = right ? right.split(":") : [];
	const gap = right === undefined ? 0 : 8 - head.length - tail.length;
	return [...head, ...Array.from({ length: gap }, () => "0"), ...tail];
}
