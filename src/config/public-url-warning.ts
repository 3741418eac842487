import { networkOf } from "../subscriber/network.ts";
import type { Config } from "./config.ts";

/** What an operator must know about PUBLIC_URL before readers get its links; null: nothing. */
export function publicUrlWarning({
	publicUrl,
}: Pick<Config, "publicUrl">): string | null {
	const { protocol, hostname } = new URL(publicUrl);
	if (protocol === "https:" || isThisMachine(hostname)) return null;
	return `PUBLIC_URL is ${publicUrl}: readers' links are not encrypted, and whoever carries them can read and use them. Set it to an https:// address.`;
}

function isThisMachine(hostname: string): boolean {
	const address = hostname.replace(/^\[|\]$/g, "");
	return (
		/^(.+\.)?localhost$/.test(hostname) ||
		(/^[\d.]+$|:/.test(address) && networkOf(address) === null)
	);
}
