import {
	createHmac,
	createSecretKey,
	hkdfSync,
	type KeyObject,
	timingSafeEqual,
} from "node:crypto";

/** What a link may do. A token made for one purpose says nothing for another. */
export type Purpose = (typeof PURPOSES)[number];

const PURPOSES = ["unsubscribe", "vote", "bookmarks", "preferences"] as const;

export interface Tokens {
	/**
	 * A token that never expires, 24 to 32 characters of base64url.
	 * @param id a positive whole number
	 */
	sign(purpose: Purpose, id: number): string;
	/** The id, or null for whatever this installation did not sign for this purpose. */
	verify(purpose: Purpose, token: string): number | null;
	/** The part of a Message-ID before the @: the same for every copy of one delivery. */
	messageId(issueId: number, subscriberId: number): string;
}

const MAC_BYTES = 16;

/**
 * Layout of a token: one character that names the key, then base64url of the
 * id's bytes and the first 128 bits of HMAC-SHA-256 over both. The name comes
 * from the key itself, so that after a change of secrets a token finds its own.
 */
export function createTokens(secret: string): Tokens {
	const keyName = derive(secret, "key-name").toString("base64url").charAt(0);
	const keys = Object.fromEntries(
		PURPOSES.map((purpose) => [purpose, keyFor(secret, purpose)]),
	) as Record<Purpose, KeyObject>;
	const messageKey = keyFor(secret, "message-id");

	function sign(purpose: Purpose, id: number): string {
		const packed = packId(id);
		const tag = mac(keys[purpose], keyName, packed);
		return keyName + Buffer.concat([packed, tag]).toString("base64url");
	}

	function verify(purpose: Purpose, token: string): number | null {
		const bytes = Buffer.from(token.slice(1), "base64url");
		const idBytes = bytes.length - MAC_BYTES;
		if (idBytes < 1 || idBytes > 6) return null;
		const packed = bytes.subarray(0, idBytes);
		const expected = mac(keys[purpose], keyName, packed);
		if (!timingSafeEqual(bytes.subarray(idBytes), expected)) return null;
		const id = packed.readUIntBE(0, idBytes);
		// Base64 has spare bits and ignores strange characters: only the spelling that was signed counts.
		return token === sign(purpose, id) ? id : null;
	}

	return {
		sign,
		verify,
		messageId: (issueId, subscriberId) =>
			createHmac("sha256", messageKey)
				.update(`${issueId}.${subscriberId}`)
				.digest("hex")
				.slice(0, 2 * MAC_BYTES),
	};
}

function keyFor(secret: string, purpose: Purpose | "message-id"): KeyObject {
	return createSecretKey(derive(secret, purpose));
}

function derive(secret: string, purpose: string): Buffer {
	return Buffer.from(
		hkdfSync("sha256", secret, "verdict-digest", `token/${purpose}`, 32),
	);
}

function mac(key: KeyObject, keyName: string, packed: Buffer): Buffer {
	return createHmac("sha256", key)
		.update(keyName)
		.update(packed)
		.digest()
		.subarray(0, MAC_BYTES);
}

/** Big-endian in as few bytes as it needs, six at the most. */
function packId(id: number): Buffer {
	if (!Number.isInteger(id) || id < 1 || id >= 2 ** 48)
		throw new RangeError(`not an id: ${id}`);
	const packed = Buffer.alloc(6);
	packed.writeUIntBE(id, 0, 6);
	return packed.subarray(packed.findIndex((byte) => byte !== 0));
}
