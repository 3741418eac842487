import { z } from "zod";
import { parseNetworks } from "../subscriber/network.ts";
import {
	type RetentionSettings,
	retentionEnvironment,
	retentionSettings,
} from "./retention.ts";
import { flag, mailbox, whole } from "./values.ts";

/** What signs the links, how sign-ups are taken, and what is kept of readers. */
export interface ReaderSettings extends RetentionSettings {
	/** Null: one is generated and kept in the database. */
	readonly secretKey: string | null;
	/** Secrets of before, whose links still work. */
	readonly secretKeysOld: readonly string[];
	/** Where mail to `local+TOKEN@domain` is piped into `digest unsubscribe-mail`; null: nowhere. */
	readonly unsubscribeMailbox: string | null;
	/** Reverse proxies whose X-Forwarded-For is believed: addresses, CIDR ranges, `loopback`. */
	readonly trustedProxies: readonly string[];
	/** A sign-up costs its sender a second of computing. */
	readonly proofOfWork: boolean;
	/** How many sign-ups one network may ask for in an hour; an IPv6 network is a /64. */
	readonly signUpsPerNetwork: number;
}

const secret = z
	.string()
	.min(
		32,
		"must be 32 characters or more; make one with: openssl rand -hex 32",
	);

const words = z.string().transform((text) => text.trim().split(/\s+/));

/** Of 64 characters (RFC 5321 4.5.3.1.1), a plus and a token take up to 34. */
const LOCAL_PART = 30;

export const readerEnvironment = {
	...retentionEnvironment,
	SECRET_KEY: secret.optional(),
	SECRET_KEY_OLD: words.pipe(z.array(secret)).default([]),
	UNSUBSCRIBE_MAILBOX: mailbox
		.refine(({ address }) => address.lastIndexOf("@") <= LOCAL_PART, {
			error: `must be an address with at most ${LOCAL_PART} characters before the @: a plus and a token follow them`,
		})
		.optional(),
	TRUSTED_PROXIES: words
		.refine((list) => parseNetworks(list) !== null, {
			error:
				"must be addresses or ranges such as: loopback 10.0.0.0/8 2001:db8::1",
		})
		.default([]),
	PROOF_OF_WORK: flag.default(false),
	SIGN_UPS_PER_NETWORK: whole(1, 1_000_000).default(20),
};

export function readerSettings(
	e: z.infer<z.ZodObject<typeof readerEnvironment>>,
): ReaderSettings {
	return {
		...retentionSettings(e),
		secretKey: e.SECRET_KEY ?? null,
		secretKeysOld: e.SECRET_KEY_OLD,
		unsubscribeMailbox: e.UNSUBSCRIBE_MAILBOX?.address ?? null,
		trustedProxies: e.TRUSTED_PROXIES,
		proofOfWork: e.PROOF_OF_WORK,
		signUpsPerNetwork: e.SIGN_UPS_PER_NETWORK,
	};
}
