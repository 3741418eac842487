import type { Context } from "../../context.ts";
import type { Feedback } from "../../feedback/feedback.ts";
import { addressesIn } from "../../feedback/report/addresses.ts";
import type { OwnAddresses } from "../../feedback/report/own-addresses.ts";
import { BOUNCE_TOKEN, type Returned } from "../../subscriber/bounce-token.ts";

/** More texts that could be tokens are not tried. */
const MAX_CANDIDATES = 100;

/**
 * The first valid token in what came back: first in the addresses that it was sent
 * to, then, if a program wrote it, in what it says of our message.
 *
 * @returns null: it was not sent to a bounce address, and has no token; "invalid":
 *   it was sent to a bounce address whose token is not ours
 */
export function findBounceToken(
	{ tokens, config }: Pick<Context, "tokens" | "config">,
	{ recipients, others }: OwnAddresses,
	kind: Feedback["kind"],
): Returned | "invalid" | null {
	const isReport = ["bounce", "delay", "complaint"].includes(kind);
	let tried = 0;
	for (const text of [...recipients, ...(isReport ? others : [])])
		for (const [candidate] of text.matchAll(BOUNCE_TOKEN)) {
			if (tried++ >= MAX_CANDIDATES) break;
			const returned = tokens.bounce.open(candidate);
			if (returned !== null) return returned;
		}
	const { bounceMailbox, bounceSeparator } = config;
	if (bounceMailbox === null) return null;
	const at = bounceMailbox.lastIndexOf("@");
	const prefix =
		`${bounceMailbox.slice(0, at)}${bounceSeparator}`.toLowerCase();
	const domain = bounceMailbox.slice(at).toLowerCase();
	const isTagged = recipients
		.flatMap(addressesIn)
		.map(({ address }) => address.toLowerCase())
		.some((one) => one.startsWith(prefix) && one.endsWith(domain));
	return isTagged ? "invalid" : null;
}
