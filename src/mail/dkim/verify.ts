import type { DkimSettings } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import { type DkimKey, dnsRecord, readDkimKeys } from "./keys.ts";
import { createSigner, type Signer } from "./signer.ts";

/**
 * A signer with the keys that the settings name. It has signed a sample message that
 * verified: a message with a broken signature is worse off than one without.
 *
 * @throws Failure `bad-settings` that names the file or the key
 */
export async function openSigner(settings: DkimSettings): Promise<Signer> {
	const keys = readDkimKeys(settings);
	const signer = createSigner(keys);
	await requireValidSignatures(signer, keys);
	return signer;
}

/**
 * Signs a sample message and verifies it with the keys' public halves.
 *
 * @throws Failure `bad-settings` that names the first key whose signature does not verify
 */
export async function requireValidSignatures(
	signer: Signer,
	keys: readonly DkimKey[],
): Promise<void> {
	const [broken] = await brokenSignatures(keys, await signer.sign(SAMPLE));
	if (broken)
		throw new Failure(
			"bad-settings",
			`The DKIM key ${broken.selector} of ${broken.domain} makes signatures that its own public key does not verify (${broken.reason || "no signature"}). Make a new key.`,
		);
}

/**
 * Verifies a signed message with the public halves of the keys that the settings name.
 *
 * @returns what is wrong, one sentence for each key; empty: every signature verifies
 * @throws Failure `bad-settings` when a key can't be read
 */
export async function verifyOwnSignatures(
	settings: DkimSettings,
	signed: Buffer,
): Promise<string[]> {
	const broken = await brokenSignatures(readDkimKeys(settings), signed);
	return broken.map(
		({ selector, domain, reason }) =>
			`The signature of ${selector} at ${domain} does not verify (${reason || "there is none"}).`,
	);
}

/**
 * The keys whose signature is missing or does not verify. The verifier is a library that
 * shares no code with the signer. DNS is not asked: the records come from the keys.
 */
async function brokenSignatures(
	keys: readonly DkimKey[],
	signed: Buffer,
): Promise<{ selector: string; domain: string; reason: string }[]> {
	// Loaded here, so that an installation without DKIM never loads it.
	const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
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
		if (found?.status.result === "pass") return [];
		return [{ selector, domain, reason: found?.status.comment ?? "" }];
	});
}

/** It has what canonicalisation can get wrong: folds, tabs, runs of spaces, empty lines at the end. */
const SAMPLE = Buffer.from(
	[
		'From: "Sample"  <sample@example.com>',
		"To: sample@example.com",
		"Subject: A sample\t to  test the key,",
		"\t folded ",
		"Date: Fri, 20 Nov 2026 12:00:00 +0000",
		"Message-ID: <sample@example.com>",
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=utf-8",
		"List-Unsubscribe: <https://example.com/unsubscribe/sample>",
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
		"",
		"This message is not sent. ",
		"",
		"",
		"",
	].join("\r\n"),
);
