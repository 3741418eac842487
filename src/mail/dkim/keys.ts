import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DkimSettings } from "../../config/config.ts";
import { Failure } from "../../errors.ts";

/** A private key and the name under which its public half stands in DNS. */
export interface DkimKey {
	readonly domain: string;
	readonly selector: string;
	readonly algorithm: "rsa-sha256" | "ed25519-sha256";
	readonly privateKey: KeyObject;
}

/** RFC 8301 3.2: signers use no shorter RSA keys, and no verifier has to take longer ones. */
const BITS = { min: 2048, max: 4096 };

/**
 * Reads the keys that the settings name, the RSA key first.
 *
 * @throws Failure `bad-settings`, in words that never hold the key
 */
export function readDkimKeys(settings: DkimSettings): DkimKey[] {
	const { domain, selector, keyFile, ed25519 } = settings;
	const keys = [rsaKey(domain, selector, keyFile)];
	if (ed25519) keys.push(ed25519Key(domain, ed25519.selector, ed25519.keyFile));
	return keys;
}

/** The TXT record to publish, RFC 6376 3.6.1 and RFC 8463 4. Long ones are split by the DNS server's tools. */
export function dnsRecord(key: DkimKey): { name: string; value: string } {
	const der = createPublicKey(key.privateKey).export({
		type: "spki",
		format: "der",
	});
	const [type, bytes] =
		key.algorithm === "rsa-sha256"
			? ["rsa", der]
			: // The 32 bytes alone, without the wrapping that tells what they are.
				["ed25519", der.subarray(-32)];
	return {
		name: `${key.selector}._domainkey.${key.domain}`,
		value: `v=DKIM1; k=${type}; p=${bytes.toString("base64")}`,
	};
}

function rsaKey(domain: string, selector: string, file: string): DkimKey {
	const setting = "DKIM_KEY_FILE";
	const privateKey = readKey(setting, file);
	if (privateKey.asymmetricKeyType !== "rsa")
		wrong(setting, file, "must hold an RSA key");
	const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
	if (bits < BITS.min || bits > BITS.max)
		wrong(
			setting,
			file,
			`holds an RSA key of ${bits} bits and must have from ${BITS.min} to ${BITS.max}; make one with: openssl genrsa -out FILE 2048`,
		);
	return { domain, selector, algorithm: "rsa-sha256", privateKey };
}

function ed25519Key(domain: string, selector: string, file: string): DkimKey {
	const setting = "DKIM_ED25519_KEY_FILE";
	const privateKey = readKey(setting, file);
	if (privateKey.asymmetricKeyType !== "ed25519")
		wrong(
			setting,
			file,
			"must hold an Ed25519 key; make one with: openssl genpkey -algorithm ed25519 -out FILE",
		);
	return { domain, selector, algorithm: "ed25519-sha256", privateKey };
}

function readKey(setting: string, file: string): KeyObject {
	const pem = readPem(setting, file);
	if (/^-----BEGIN ENCRYPTED |^Proc-Type:.*ENCRYPTED/m.test(pem))
		wrong(
			setting,
			file,
			"is encrypted, and nobody is there to type a password",
		);
	try {
		return createPrivateKey(pem);
	} catch {
		// What OpenSSL says of it may quote from the file.
		return wrong(setting, file, "holds no private key in PEM");
	}
}

function readPem(setting: string, file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return wrong(setting, file, `can't be read (${code})`);
	}
}

function wrong(setting: string, file: string, what: string): never {
	throw new Failure("bad-settings", `${setting}: ${file} ${what}.`);
}
