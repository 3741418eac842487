import type { DkimSettings } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import { type DkimKey, dnsRecord, readDkimKeys } from "./keys.ts";
import { createSigner, type Signer } from "./signer.ts";

/**
 * A signer with the keys that the settings name, proven on a probe before it signs anything
 * for a reader: a message with a broken signature is worse off than one without.
 *
 * @throws Failure `bad-settings`
 */
export async function openSigner(settings: DkimSettings): Promise<Signer> {
	const keys = readDkimKeys(settings);
	const signer = createSigner(keys);
	await prove(signer, keys);
	return signer;
}

/**
 * Signs a message and has it verified with the public halves, by somebody else's code and
 * without asking DNS.
 *
 * @throws Failure `bad-settings` that names the key
 */
export async function prove(
	signer: Signer,
	keys: readonly DkimKey[],
): Promise<void> {
	// Only who signs waits for the verifier to be loaded.
	const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
	const records = new Map(
		keys.map(dnsRecord).map(({ name, value }) => [name, value]),
	);
	const { results } = await dkimVerify(await signer.sign(PROBE), {
		strict: true,
		resolver: async (name) => [[records.get(name) ?? ""]],
	});
	for (const { domain, selector } of keys) {
		const found = results.find(
			(result) =>
				result.signingDomain === domain && result.selector === selector,
		);
		if (found?.status.result !== "pass")
			throw new Failure(
				"bad-settings",
				`The DKIM key ${selector} of ${domain} makes signatures that its own public key does not verify (${found?.status.comment || "no signature"}); make a new one.`,
			);
	}
}

/** With everything in it that is easily done wrong: folds, tabs, runs of spaces, empty lines at the end. */
const PROBE = Buffer.from(
	[
		'From: "Probe"  <probe@example.com>',
		"To: probe@example.com",
		"Subject: A probe\t of  the key,",
		"\t folded ",
		"Date: Fri, 20 Nov 2026 12:00:00 +0000",
		"Message-ID: <probe@example.com>",
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=utf-8",
		"List-Unsubscribe: <https://example.com/unsubscribe/probe>",
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
		"",
		"Nobody gets this. ",
		"",
		"",
		"",
	].join("\r\n"),
);
