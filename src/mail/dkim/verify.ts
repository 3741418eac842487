import type { DkimSettings } from "../../config/config.ts";
import { dnsRecord, readDkimKeys } from "./keys.ts";

/**
 * Has the signatures of a message verified by somebody else's code, with the
 * public halves of our own keys and without asking DNS.
 *
 * @returns what is wrong, a sentence for each key; none: every one holds
 */
export async function verifyOwn(
	settings: DkimSettings,
	signed: Buffer,
): Promise<string[]> {
	const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
	const keys = readDkimKeys(settings);
	const records = new Map(
		keys.map(dnsRecord).map(({ name, value }) => [name, value]),
	);
	const { results } = await dkimVerify(signed, {
		strict: true,
		resolver: async (name) => [[records.get(name) ?? ""]],
	});
	return keys.flatMap(({ domain, selector }) => {
		const found = results.find(
			(result) =>
				result.signingDomain === domain && result.selector === selector,
		);
		return found?.status.result === "pass"
			? []
			: [
					`The signature of ${selector} at ${domain} does not verify (${found?.status.comment || "there is none"}).`,
				];
	});
}
