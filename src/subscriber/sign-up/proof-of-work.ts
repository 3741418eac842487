import {
	type Challenge,
	createChallenge,
	type Solution,
	verifySolution,
} from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import type { Clock } from "../../time/clock.ts";

/** ALTCHA's proof of work: a browser computes for about a second, the server checks it in a millisecond. */
export interface ProofOfWork {
	challenge(): Promise<Challenge>;
	/**
	 * Whether this solves one of our challenges that has not expired. Each
	 * solution is accepted once.
	 *
	 * @param payload base64 of JSON, as ALTCHA's widget sends it
	 */
	accepts(payload: string): Promise<boolean>;
}

const ALGORITHM = "PBKDF2/SHA-256";
const ITERATIONS_PER_TRY = 300;
/** Hex digits with which the derived key must begin: one try in 4,096 does. */
const PREFIX = "000";
const VALID_MS = 20 * 60_000;

const payloadSchema = z.object({
	challenge: z.object({
		parameters: z.looseObject({
			algorithm: z.literal(ALGORITHM),
			nonce: z.string().max(100),
			salt: z.string().max(100),
			cost: z.literal(ITERATIONS_PER_TRY),
			keyLength: z.literal(32),
			keyPrefix: z.literal(PREFIX),
			// In place of the library's own expiry, which reads the machine's clock and not ours.
			data: z.object({ until: z.number() }),
		}),
		signature: z.string().max(200),
	}),
	solution: z.object({
		counter: z.number().int().min(0).max(0xffffffff),
		derivedKey: z.string().max(200),
	}),
});

export function createProofOfWork(formKey: string, clock: Clock): ProofOfWork {
	/** The nonces of used challenges, with the time at which each expires. */
	const used = new Map<string, number>();

	function isFirstUse(nonce: string, until: number): boolean {
		const now = Date.parse(clock.now());
		for (const [old, end] of used) {
			if (end > now) break;
			used.delete(old);
		}
		if (until <= now || used.has(nonce)) return false;
		used.set(nonce, until);
		return true;
	}

	return {
		challenge: () =>
			createChallenge({
				algorithm: ALGORITHM,
				cost: ITERATIONS_PER_TRY,
				keyPrefix: PREFIX,
				deriveKey,
				hmacSignatureSecret: formKey,
				data: { until: Date.parse(clock.now()) + VALID_MS },
			}),
		async accepts(payload) {
			const read = payloadSchema.safeParse(fromBase64(payload));
			if (!read.success) return false;
			const { challenge, solution } = read.data;
			const { verified, invalidSignature } = await verifySolution({
				challenge: challenge as Challenge,
				solution: solution as Solution,
				deriveKey,
				hmacSignatureSecret: formKey,
			});
			if (!verified || invalidSignature) return false;
			const { nonce, data } = challenge.parameters;
			return isFirstUse(nonce, data.until);
		},
	};
}

function fromBase64(payload: string): unknown {
	try {
		return JSON.parse(Buffer.from(payload, "base64").toString("utf8"));
	} catch {
		return null;
	}
}
