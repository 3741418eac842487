import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Whether mail to this host never leaves this machine. @param host a name or an address without brackets */
export function isLoopback(host: string): boolean {
	return (
		host === "localhost" ||
		(isIP(host) !== 0 && ipaddr.process(host).range() === "loopback")
	);
}

/** Names that no public DNS has: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), and ICANN's internal. */
const PRIVATE_NAME = /^[^.]+$|\.(?:localhost|local|internal|home\.arpa)\.?$/i;

/**
 * Whether a server is on this machine or in a network of its owner's: a private
 * address (RFC 1918, RFC 4193) or a link-local one, a name of one word such as
 * Docker gives, or a name below a domain that is reserved for private networks.
 */
export function isInOwnNetwork(host: string): boolean {
	return isIP(host) === 0
		? PRIVATE_NAME.test(host)
		: ["loopback", "private", "uniqueLocal", "linkLocal"].includes(
				ipaddr.process(host).range(),
			);
}
