import {
	createHmac,
	createSecretKey,
	hkdfSync,
	type KeyObject,
	timingSafeEqual,
} from "node:crypto";
import type { Secrets } from "./secret.ts";

/** What a link may do. A token made for one purpose says nothing for another. */
export type Purpose = (typeof PURPOSES)[number];

const PURPOSES = ["unsubscribe", "vote", "bookmarks", "preferences"] as const;

/** Whom a token was made for. */
export interface Bearer {
	id: number;
	/** How often they had taken back their links before this one was made; 0 to 65,535. */
	epoch: number;
}

export interface Tokens {
	/**
	 * A token that never expires, 24 to 33 characters of base64url.
	 * @param id a positive whole number
	 * @param epoch given for a link that can be taken back: who opens it compares
	 */
	sign(purpose: Purpose, id: number, epoch?: number): string;
	/**
	 * The id, or null for whatever this installation did not sign for this
	 * purpose. Takes as long for either.
	 */
	verify(purpose: Purpose, token: string): number | null;
	/** The same, with the epoch in which it was signed. */
	open(purpose: Purpose, token: string): Bearer | null;
	/** The part of a Message-ID before the @: the same for every copy of one delivery, whatever becomes of the secret. */
	messageId(issueId: number, subscriberId: number): string;
	/** Signs what a page hands out and gets back within a day, such as the time it was opened. */
	readonly formKey: string;
}

const MAC_BYTES = 16;
/** An id and an epoch; an id alone takes one to six. */
const WITH_EPOCH = 8;

/** The keys that one secret gives. */
interface KeyRing {
	name: string;
	keys: Record<Purpose, KeyObject>;
}

/**
 * Layout of a token: one character that names the key, then base64url of the
 * id's bytes, or the id's six and the epoch's two, and the first 128 bits of
 * HMAC-SHA-256 over all that. The name comes from the key itself, so that after
 * a change of secrets a token finds its own.
 *
 * @param secrets a single one, where none was ever changed
 */
export function createTokens(secrets: Secrets | string): Tokens {
	const { current, old, permanent } =
		typeof secrets === "string"
			? { current: secrets, old: [], permanent: secrets }
			: secrets;
	const mine = keyRing(current);
	const rings = [mine, ...old.map(keyRing)];
	const messageKey = keyFor(permanent, "message-id");

	function open(purpose: Purpose, token: string): Bearer | null {
		const bytes = Buffer.from(token.slice(1), "base64url");
		const size = bytes.length - MAC_BYTES;
		const sound = (size >= 1 && size <= 6) || size === WITH_EPOCH;
		const packed = sound ? bytes.subarray(0, size) : Buffer.alloc(1);
		const tag = sound ? bytes.subarray(size) : Buffer.alloc(MAC_BYTES);
		// Every key is tried whatever the token looks like: the time tells nothing.
		const signed = rings
			.map((ring) => {
				const expected = mac(ring, purpose, packed);
				return (
					timingSafeEqual(tag, expected) &&
					// Base64 has spare bits and ignores strange characters: only the spelling that was signed counts.
					token === spell(ring.name, packed, expected)
				);
			})
			.includes(true);
		return sound && signed ? unpack(packed) : null;
	}

	return {
		sign: (purpose, id, epoch = 0) => {
			const packed = pack(id, epoch);
			return spell(mine.name, packed, mac(mine, purpose, packed));
		},
		open,
		verify: (purpose, token) => open(purpose, token)?.id ?? null,
		messageId: (issueId, subscriberId) =>
			createHmac("sha256", messageKey)
				.update(`${issueId}.${subscriberId}`)
				.digest("hex")
				.slice(0, 2 * MAC_BYTES),
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

function mac({ name, keys }: KeyRing, purpose: Purpose, packed: Buffer) {
	return createHmac("sha256", keys[purpose])
		.update(name)
		.update(packed)
		.digest()
		.subarray(0, MAC_BYTES);
}

function spell(keyName: string, packed: Buffer, tag: Buffer): string {
	return keyName + Buffer.concat([packed, tag]).toString("base64url");
}

/** Big-endian: an id alone in as few bytes as it needs, six at the most. */
function pack(id: number, epoch: number): Buffer {
	if (!Number.isInteger(id) || id < 1 || id >= 2 ** 48)
		throw new RangeError(`not an id: ${id}`);
	const packed = Buffer.alloc(WITH_EPOCH);
	packed.writeUIntBE(id, 0, 6);
	if (epoch === 0)
		return packed.subarray(
			packed.findIndex((byte) => byte !== 0),
			6,
		);
	packed.writeUInt16BE(epoch, 6);
	return packed;
}

function unpack(packed: Buffer): Bearer {
	return packed.length === WITH_EPOCH
		? { id: packed.readUIntBE(0, 6), epoch: packed.readUInt16BE(6) }
		: { id: packed.readUIntBE(0, packed.length), epoch: 0 };
}
