import { createHash } from "node:crypto";
import type { DkimKey } from "./keys.ts";
import { relaxedField, signedFields } from "./signed-fields.ts";
import { createSigningPool } from "./signing-pool.ts";

export interface Signer {
	/**
	 * The message with one DKIM-Signature for each key in front.
	 *
	 * @param raw CRLF lines, not dot-stuffed, as `Handover.raw`; must not change until this resolves
	 * @param into a buffer to write the result to when it is large enough; what was in it is overwritten
	 */
	sign(raw: Buffer, into?: Buffer): Promise<Buffer>;
}

const CRLF = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Signs as in RFC 6376, `relaxed/simple`. The signature has no time (`t=`, `x=`): a second copy
 * of a message must have the same bytes. The signatures are computed by threads, outside
 * the event loop, with keys that were parsed once.
 */
export function createSigner(keys: readonly DkimKey[]): Signer {
	const signWith = createSigningPool(
		keys.map(({ algorithm, privateKey }) => ({
			algorithm: algorithm === "rsa-sha256" ? "sha256" : null,
			key: privateKey,
		})),
	);
	return {
		async sign(raw, into) {
			const found = raw.indexOf(HEAD_END);
			const end = found < 0 ? raw.length : found;
			const head = raw.toString("latin1", 0, end);
			const { names, canonical } = signedFields(head);
			const bodyHash = hashOfBody(raw.subarray(end + HEAD_END.length));
			const fields = await Promise.all(
				keys.map((key, index) =>
					signatureField(key, names, bodyHash, canonical, (data) =>
						signWith(index, data),
					),
				),
			);
			return prepend(fields.join(""), raw, into);
		},
	};
}

/** RFC 6376 3.4.3 (simple): the body unchanged, except that empty lines at its end become one line end. */
function hashOfBody(body: Buffer): string {
	let end = body.length;
	while (end >= 2 && body[end - 2] === 0x0d && body[end - 1] === 0x0a) end -= 2;
	return createHash("sha256")
		.update(body.subarray(0, end))
		.update(CRLF)
		.digest("base64");
}

/** The whole field with CRLF at its end. Its own text up to `b=` is signed with the rest (3.7). */
async function signatureField(
	key: DkimKey,
	names: readonly string[],
	bodyHash: string,
	canonical: string,
	signatureOf: (data: Buffer) => Promise<string>,
): Promise<string> {
	const line =
		`DKIM-Signature: v=1; a=${key.algorithm}; c=relaxed/simple;\r\n` +
		` d=${key.domain};\r\n s=${key.selector};\r\n` +
		` h=${foldNames(names)};\r\n bh=${bodyHash};\r\n b=`;
	const signed = canonical + relaxedField({ name: "dkim-signature", line });
	const value = await signatureOf(
		signedBytes(key, Buffer.from(signed, "latin1")),
	);
	return `${line}${value.match(/.{1,72}/g)?.join("\r\n ")}\r\n`;
}

/** Names separated by colons. A line may be folded after a colon (3.5). */
function foldNames(names: readonly string[]): string {
	const lines = [""];
	for (const name of names) {
		const line = lines.at(-1) ?? "";
		if (line.length + name.length > 70) lines.push(`${name}:`);
		else lines[lines.length - 1] = `${line}${name}:`;
	}
	return lines.join("\r\n ").slice(0, -1);
}

function prepend(head: string, raw: Buffer, into?: Buffer): Buffer {
	const length = head.length + raw.length;
	const whole =
		into && into.length >= length
			? into.subarray(0, length)
			: Buffer.allocUnsafe(length);
	whole.write(head, "latin1");
	raw.copy(whole, head.length);
	return whole;
}

/** RFC 8463 3: Ed25519 signs the SHA-256 hash. The RSA algorithm computes that hash itself. */
function signedBytes(key: DkimKey, signed: Buffer): Buffer {
	return key.algorithm === "rsa-sha256"
		? signed
		: createHash("sha256").update(signed).digest();
}
