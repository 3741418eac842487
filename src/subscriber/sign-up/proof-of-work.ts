import {
	type Challenge,
	createChallenge,
	type Solution,
	verifySolution,
} from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import type { Clock } from "../../clock.ts";

/** ALTCHA's proof of work: a second of computing for whoever signs up, a millisecond for whoever checks. */
export interface ProofOfWork {
	challenge(): Promise<Challenge>;
	/** Whether this is a solution of one of our challenges, which none was given for before. @param payload base64 of JSON, as ALTCHA's widget sends it */
	accepts(payload: string): Promise<boolean>;
}

const ALGORITHM = "PBKDF2/SHA-256";
/** Iterations for each try, and what its result must begin with: one try in 4,096. */
const COST = 300;
const PREFIX = "000";
const VALID_MS = 20 * 60_000;

const solved = z.object({
	challenge: z.object({
		parameters: z.looseObject({
			algorithm: z.literal(ALGORITHM),
			nonce: z.string().max(100),
			salt: z.string().max(100),
			cost: z.literal(COST),
			keyLength: z.literal(32),
			keyPrefix: z.literal(PREFIX),
			// Not the library's own expiry, which asks the machine's clock and not ours.
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
	/** Nonces of what was used, with the moment at which they expire anyway. */
	const used = new Map<string, number>();

	function isFresh(nonce: string, until: number): boolean {
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
				cost: COST,
				keyPrefix: PREFIX,
				deriveKey,
				hmacSignatureSecret: formKey,
				data: { until: Date.parse(clock.now()) + VALID_MS },
			}),
		async accepts(payload) {
			const read = solved.safeParse(fromBase64(payload));
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
			return isFresh(nonce, data.until);
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
