import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { type DkimKey, dnsRecord } from "../../src/mail/dkim/keys.ts";

const PEM = { type: "pkcs8", format: "pem" } as const;

/** A new private key in PEM; RSA takes some tenths of a second. */
export function newPem(type: "rsa" | "ed25519", bits = 2048): string {
	return type === "rsa"
		? generateKeyPairSync("rsa", { modulusLength: bits })
				.privateKey.export(PEM)
				.toString()
		: generateKeyPairSync("ed25519").privateKey.export(PEM).toString();
}

export const rsaKey: DkimKey = {
	domain: "example.com",
	selector: "digest1",
	algorithm: "rsa-sha256",
	privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
};

export const ed25519Key: DkimKey = {
	domain: "example.com",
	selector: "digest2",
	algorithm: "ed25519-sha256",
	privateKey: generateKeyPairSync("ed25519").privateKey,
};

/** How a receiver verifies each signature, in order: "rsa-sha256 pass", "… fail: bad signature". */
export async function verdicts(
	raw: Buffer,
	keys: readonly DkimKey[],
): Promise<string[]> {
	const records = keys.map(dnsRecord);
	const { results } = await dkimVerify(raw, {
		strict: true,
		minBitLength: 2048,
		resolver: async (name) => {
			const record = records.find((one) => one.name === name);
			if (!record) throw new Error(`there is no DNS record ${name}`);
			return [[record.value]];
		},
	});
	return results.map(({ algo, status }) =>
		status.result === "pass"
			? `${algo} pass`
			: `${algo} ${status.result}: ${status.comment}`,
	);
}
