import { z } from "zod";
import {
	type RetentionSettings,
	retentionEnvironment,
	retentionSettings,
} from "./config-retention.ts";
import { flag, whole } from "./config-values.ts";
import { networkSet } from "./subscriber/network.ts";

/** What signs the links, how sign-ups are taken, and what is kept of readers. */
export interface ReaderSettings extends RetentionSettings {
	/** Null: one is generated and kept in the database. */
	readonly secretKey: string | null;
	/** Secrets of before, whose links still work. */
	readonly secretKeysOld: readonly string[];
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

export const readerEnvironment = {
	...retentionEnvironment,
	SECRET_KEY: secret.optional(),
	SECRET_KEY_OLD: words.pipe(z.array(secret)).default([]),
	TRUSTED_PROXIES: words
		.refine((list) => networkSet(list) !== null, {
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
		trustedProxies: e.TRUSTED_PROXIES,
		proofOfWork: e.PROOF_OF_WORK,
		signUpsPerNetwork: e.SIGN_UPS_PER_NETWORK,
	};
}
