import { createPublicKey, type KeyObject } from "node:crypto";

/*
 * Apart from what reads requests: the settings need only these, and every command
 * reads the settings.
 */

/** The key of SendGrid's "Signed Event Webhook Requests": DER in base64. @throws Error when it is none */
export function sendgridKey(text: string): KeyObject {
	const key = createPublicKey({
		key: Buffer.from(text, "base64"),
		format: "der",
		type: "spki",
	});
	if (key.asymmetricKeyType !== "ec") throw new Error("no key of ECDSA");
	return key;
}

/** The key of Standard Webhooks: "whsec_" and 24 to 64 bytes in base64. @throws Error when it is none */
export function standardWebhooksKey(text: string): Buffer {
	const key = Buffer.from(text.replace(/^whsec_/, ""), "base64");
	if (key.length < 24 || key.length > 64)
		throw new Error("no key of 24 to 64 bytes");
	return key;
}
