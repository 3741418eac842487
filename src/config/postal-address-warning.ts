import type { Config } from "./config.ts";

/** What an operator must know about POSTAL_ADDRESS before mail leaves this machine; null: nothing. */
export function postalAddressWarning({
	postalAddress,
	smtpUrl,
}: Pick<Config, "postalAddress" | "smtpUrl">): string | null {
	return postalAddress !== "" || smtpUrl === null
		? null
		: "POSTAL_ADDRESS is not set: no mail and no page names your address, which the law of most countries requires. Set it.";
}
