import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../../errors.ts";
import { makeFolder } from "../../make-folder.ts";
import { type DkimKey, dnsRecord } from "./keys.ts";

/** Within what RFC 8301 3.2 allows, and what every receiver takes. */
const RSA_BITS = 2048;

/**
 * Makes a private key and writes it, in PEM, where only the owner can read it.
 *
 * @throws Failure `key-exists` when there is such a file, whatever it holds
 */
export function makeDkimKey(
	name: Pick<DkimKey, "domain" | "selector" | "algorithm">,
	file: string,
): DkimKey {
	const { privateKey } =
		name.algorithm === "rsa-sha256"
			? generateKeyPairSync("rsa", { modulusLength: RSA_BITS })
			: generateKeyPairSync("ed25519");
	const pem = privateKey.export({ type: "pkcs8", format: "pem" });
	makeFolder(dirname(file), 0o700);
	try {
		writeFileSync(file, pem, { flag: "wx", mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
		throw new Failure(
			"key-exists",
			`${file} exists already and was not changed: mail may be signed with it. For a new key give another --selector.`,
		);
	}
	return { ...name, privateKey };
}

/** RFC 1035 3.3: a character string of a TXT record holds at most 255 bytes. */
const STRING_BYTES = 255;

/** The record as a line of a zone file: long values are several strings, which DNS joins. */
export function zoneLine(key: DkimKey): string {
	const { name, value } = dnsRecord(key);
	const strings = value.match(new RegExp(`.{1,${STRING_BYTES}}`, "g")) ?? [];
	const quoted = strings.map((one) => `"${one}"`).join(" ");
	return `${name}. IN TXT ${strings.length > 1 ? `( ${quoted} )` : quoted}`;
}
