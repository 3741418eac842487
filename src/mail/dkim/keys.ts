import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DkimSettings } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import { encodingFault, isUtf16 } from "../../text/text-encoding.ts";

/** A private key, and the name under which its public half is published in DNS. */
export interface DkimKey {
	readonly domain: string;
	readonly selector: string;
	readonly algorithm: "rsa-sha256" | "ed25519-sha256";
	readonly privateKey: KeyObject;
}

/** RFC 8301 3.2: signers must not use shorter RSA keys, and verifiers need not accept longer ones. */
const RSA_BITS = { min: 2048, max: 4096 };

/**
 * Reads the keys that the settings name, the RSA key first.
 *
 * @throws Failure `bad-settings`; its message never contains the key
 */
export function readDkimKeys(settings: DkimSettings): DkimKey[] {
	const { domain, selector, keyFile, ed25519 } = settings;
	const keys = [rsaKey(domain, selector, keyFile)];
	if (ed25519) keys.push(ed25519Key(domain, ed25519.selector, ed25519.keyFile));
	return keys;
}

/** The TXT record to publish (RFC 6376 3.6.1, RFC 8463 4), as one string: DNS tools split long ones. */
export function dnsRecord(key: DkimKey): { name: string; value: string } {
	const der = createPublicKey(key.privateKey).export({
		type: "spki",
		format: "der",
	});
	const [type, bytes] =
		key.algorithm === "rsa-sha256"
			? ["rsa", der]
			: // The last 32 bytes are the key; the ones before only say which kind it is.
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
		fail(setting, file, "must hold an RSA key");
	const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
	if (bits < RSA_BITS.min || bits > RSA_BITS.max)
		fail(
			setting,
			file,
			`holds an RSA key of ${bits} bits; it must have ${RSA_BITS.min} to ${RSA_BITS.max}. Make one with: openssl genrsa -out FILE 2048`,
		);
	return { domain, selector, algorithm: "rsa-sha256", privateKey };
}

function ed25519Key(domain: string, selector: string, file: string): DkimKey {
	const setting = "DKIM_ED25519_KEY_FILE";
	const privateKey = readKey(setting, file);
	if (privateKey.asymmetricKeyType !== "ed25519")
		fail(
			setting,
			file,
			"must hold an Ed25519 key. Make one with: openssl genpkey -algorithm ed25519 -out FILE",
		);
	return { domain, selector, algorithm: "ed25519-sha256", privateKey };
}

function readKey(setting: string, file: string): KeyObject {
	const pem = readPem(setting, file);
	if (/^-----BEGIN ENCRYPTED |^Proc-Type:.*ENCRYPTED/m.test(pem))
		fail(
			setting,
			file,
			"is encrypted, and there is nobody to type its password; write it without one",
		);
	try {
		return createPrivateKey(pem);
	} catch {
		// The error of OpenSSL may quote from the file.
		return fail(setting, file, "holds no private key in PEM");
	}
}

function readPem(setting: string, file: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return fail(setting, file, `can't be read (${code})`);
	}
	if (isUtf16(bytes)) fail(setting, file, encodingFault(bytes) ?? "");
	return bytes.toString("utf8");
}

function fail(setting: string, file: string, what: string): never {
	throw new Failure("bad-settings", `${setting}: ${file} ${what}.`);
}
