import {
	createHmac,
	createSecretKey,
	hkdfSync,
	type KeyObject,
	timingSafeEqual,
} from "node:crypto";
import { MAX_ID } from "../db/dialect.ts";
import { type BounceTokens, createBounceTokens } from "./bounce-token.ts";
import type { Secrets } from "./secret.ts";

/** What a link allows. A token is valid for one purpose only. */
export type Purpose = (typeof PURPOSES)[number];

const PURPOSES = ["unsubscribe", "vote", "bookmarks", "preferences"] as const;

/** What a valid token says. */
export interface TokenContent {
	/** The subscriber's id. */
	id: number;
	/** How often the subscriber had revoked links when the token was made; 0 to 65,535. */
	epoch: number;
}

export interface Tokens {
	/**
	 * A token that never expires: 24 to 33 characters of base64url.
	 * @param id of a row: a positive whole number, at most `MAX_ID`
	 * @param epoch for a link that can be revoked: the reader of the token compares it
	 */
	sign(purpose: Purpose, id: number, epoch?: number): string;
	/**
	 * The subscriber's id; null when this instance did not sign the token for
	 * this purpose. Takes the same time in both cases.
	 */
	verify(purpose: Purpose, token: string): number | null;
	/** Like `verify`, and returns the epoch too. */
	open(purpose: Purpose, token: string): TokenContent | null;
	/** The part of a Message-ID before the @, 32 hex digits. Every copy of one delivery has the same, also after a change of secrets. */
	messageId(issueId: number, subscriberId: number): string;
	/** The tokens of bounce addresses. */
	readonly bounce: BounceTokens;
	/** The first characters that its tokens can have: one for each secret. */
	readonly keyNames: string;
	/** The key for what a form carries and returns within a day, such as the time it was opened; 64 hex digits. */
	readonly formKey: string;
}

const MAC_BYTES = 16;
/** Six bytes of id and two of epoch. An id without an epoch takes one to six bytes. */
const BYTES_WITH_EPOCH = 8;

/** The keys derived from one secret. */
interface KeyRing {
	/** One character, with which its tokens begin. */
	name: string;
	keys: Record<Purpose, KeyObject>;
}

/**
 * Layout of a token: one character that names the key ring, then base64url of
 * the payload and its MAC. The payload is the id alone, or six bytes of id and
 * two of epoch. The MAC is the first 128 bits of HMAC-SHA-256 over the name and
 * the payload. The name is derived from the secret.
 *
 * @param secrets a text is the same as one secret that was never changed
 */
export function createTokens(secrets: Secrets | string): Tokens {
	const { current, old, permanent } =
		typeof secrets === "string"
			? { current: secrets, old: [], permanent: secrets }
			: secrets;
	const currentRing = keyRing(current);
	const rings = [currentRing, ...old.map(keyRing)];
	const messageKey = keyFor(permanent, "message-id");

	function open(purpose: Purpose, token: string): TokenContent | null {
		const bytes = Buffer.from(token.slice(1), "base64url");
		const size = bytes.length - MAC_BYTES;
		const validSize = (size >= 1 && size <= 6) || size === BYTES_WITH_EPOCH;
		const payload = validSize ? bytes.subarray(0, size) : Buffer.alloc(1);
		const tag = validSize ? bytes.subarray(size) : Buffer.alloc(MAC_BYTES);
		// Every key is tried for every token, so that the time reveals nothing.
		const signed = rings
			.map((ring) => {
				const expected = mac(ring, purpose, payload);
				return (
					timingSafeEqual(tag, expected) &&
					// Base64 decoding ignores spare bits and invalid characters. Only the exact text that was signed is accepted.
					token === encode(ring.name, payload, expected)
				);
			})
			.includes(true);
		const content = unpack(payload);
		// No row has a larger one, and a database may refuse to compare with it.
		return validSize && signed && content.id <= MAX_ID ? content : null;
	}

	return {
		sign: (purpose, id, epoch = 0) => {
			const payload = pack(id, epoch);
			return encode(
				currentRing.name,
				payload,
				mac(currentRing, purpose, payload),
			);
		},
		open,
		verify: (purpose, token) => open(purpose, token)?.id ?? null,
		messageId: (issueId, subscriberId) =>
			createHmac("sha256", messageKey)
				.update(`${issueId}.${subscriberId}`)
				.digest("hex")
				.slice(0, 2 * MAC_BYTES),
		bounce: createBounceTokens(permanent),
		keyNames: rings.map(({ name }) => name).join(""),
		formKey: derive(current, "form").toString("hex"),
	};
}

function keyRing(secret: string): KeyRing {
	return {
		name: derive(secret, "key-name").toString("base64url").charAt(0),
		keys: Object.fromEntries(
			PURPOSES.map((purpose) => [purpose, keyFor(secret, purpose)]),
		) as Record<Purpose, KeyObject>,
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

function mac({ name, keys }: KeyRing, purpose: Purpose, payload: Buffer) {
	return createHmac("sha256", keys[purpose])
		.update(name)
		.update(payload)
		.digest()
		.subarray(0, MAC_BYTES);
}

function encode(keyName: string, payload: Buffer, tag: Buffer): string {
	return keyName + Buffer.concat([payload, tag]).toString("base64url");
}

/** Big-endian. An id without an epoch takes as few bytes as it needs, at most six. */
function pack(id: number, epoch: number): Buffer {
	if (!Number.isInteger(id) || id < 1 || id > MAX_ID)
		throw new RangeError(`not an id: ${id}`);
	const payload = Buffer.alloc(BYTES_WITH_EPOCH);
	payload.writeUIntBE(id, 0, 6);
	if (epoch === 0)
		return payload.subarray(
			payload.findIndex((byte) => byte !== 0),
			6,
		);
	payload.writeUInt16BE(epoch, 6);
	return payload;
}

function unpack(payload: Buffer): TokenContent {
	return payload.length === BYTES_WITH_EPOCH
		? { id: payload.readUIntBE(0, 6), epoch: payload.readUInt16BE(6) }
		: { id: payload.readUIntBE(0, payload.length), epoch: 0 };
}
