import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { caselessToken, tokenOfCaseless } from "../text/caseless-token.ts";

/** The message that a bounce address belongs to: a delivery or a letter, by its ids. */
export type Returned =
	| { kind: "delivery"; issueId: number; subscriberId: number }
	| { kind: "letter"; letterId: number };

export interface BounceTokens {
	/**
	 * A token for the part before the @: lower-case base32, 40 characters for a
	 * delivery, 36 for a letter. The same for every copy, also after a change of secrets.
	 *
	 * @throws RangeError for an issue from 2^24 on, or another id from 2^40 on
	 */
	sign(returned: Returned): string;
	/** What a token names, in any case; null when this instance did not sign it. */
	open(text: string): Returned | null;
}

/** The longest token, in characters. */
export const BOUNCE_TOKEN_LENGTH = 40;
const LETTER_TOKEN_LENGTH = 36;

/** A text that could be a token, between characters that no token has. */
export const BOUNCE_TOKEN = new RegExp(
	`(?<![a-z2-7])(?:[a-z2-7]{${BOUNCE_TOKEN_LENGTH}}|[a-z2-7]{${LETTER_TOKEN_LENGTH}})(?![a-z2-7])`,
	"gi",
);

const MAC_BYTES = 16;
const ISSUE_BYTES = 3;
const ID_BYTES = 5;

/**
 * Layout: one character for the kind, three bytes of issue and five of
 * subscriber, or five of letter, and 128 bits of HMAC-SHA-256 over all of it. The
 * address that a bounce comes to is part of the envelope, so it has the key that
 * never changes, like Message-IDs.
 *
 * @param permanent the secret that never changes (`Secrets`)
 */
export function createBounceTokens(permanent: string): BounceTokens {
	const key = Buffer.from(
		hkdfSync("sha256", permanent, "verdict-digest", "token/bounce", 32),
	);
	const mac = (kind: string, payload: Buffer) =>
		createHmac("sha256", key)
			.update(kind)
			.update(payload)
			.digest()
			.subarray(0, MAC_BYTES);
	return {
		sign(returned) {
			const kind = returned.kind === "delivery" ? "d" : "l";
			const payload = pack(returned);
			const body = Buffer.concat([payload, mac(kind, payload)]);
			return caselessToken(kind + body.toString("base64url")) ?? "";
		},
		open(text) {
			const token = tokenOfCaseless(text);
			if (token === null) return null;
			const kind = token.charAt(0);
			const bytes = Buffer.from(token.slice(1), "base64url");
			const payload = bytes.subarray(0, -MAC_BYTES);
			const isSigned = timingSafeEqual(
				bytes.subarray(-MAC_BYTES),
				mac(kind, payload),
			);
			return isSigned ? unpack(payload) : null;
		},
	};
}

/** `bounces+TOKEN@example.com`: the envelope sender of one message. */
export function bounceAddress(
	mailbox: string,
	separator: string,
	token: string,
): string {
	const at = mailbox.lastIndexOf("@");
	return `${mailbox.slice(0, at)}${separator}${token}${mailbox.slice(at)}`;
}

function pack(returned: Returned): Buffer {
	if (returned.kind === "letter") {
		const payload = Buffer.alloc(ID_BYTES);
		payload.writeUIntBE(returned.letterId, 0, ID_BYTES);
		return payload;
	}
	const payload = Buffer.alloc(ISSUE_BYTES + ID_BYTES);
	payload.writeUIntBE(returned.issueId, 0, ISSUE_BYTES);
	payload.writeUIntBE(returned.subscriberId, ISSUE_BYTES, ID_BYTES);
	return payload;
}

function unpack(payload: Buffer): Returned {
	return payload.length === ID_BYTES
		? { kind: "letter", letterId: payload.readUIntBE(0, ID_BYTES) }
		: {
				kind: "delivery",
				issueId: payload.readUIntBE(0, ISSUE_BYTES),
				subscriberId: payload.readUIntBE(ISSUE_BYTES, ID_BYTES),
			};
}
