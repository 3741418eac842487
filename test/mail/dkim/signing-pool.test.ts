import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, it } from "vitest";
import { createSigningPool } from "../../../src/mail/dkim/signing-pool.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const ed25519 = generateKeyPairSync("ed25519").privateKey;
const keys = [
	{ algorithm: "sha256", key: rsa },
	{ algorithm: null, key: ed25519 },
] as const;

function verifies(index: number, data: Buffer, signature: string): boolean {
	const { algorithm, key } = keys[index] ?? keys[0];
	return verify(
		algorithm,
		data,
		createPublicKey(key),
		Buffer.from(signature, "base64"),
	);
}

it("each request gets the signature of its own data and key, alone or among many", async () => {
	const signWith = createSigningPool(keys);
	const alone = Buffer.from("a letter");
	expect(verifies(0, alone, await signWith(0, alone))).toBe(true);
	for (let round = 0; round < 3; round++)
		await Promise.all(
			Array.from({ length: 40 }, async (_, number) => {
				const data = Buffer.from(`message ${round} ${number}`);
				const index = number % 2;
				expect(verifies(index, data, await signWith(index, data))).toBe(true);
			}),
		);
	// And once more, now that threads have been started.
	expect(verifies(1, alone, await signWith(1, alone))).toBe(true);
});

it("requests that can't be signed are rejected, and the next ones are signed", async () => {
	const { privateKey } = generateKeyPairSync("x25519");
	const signWith = createSigningPool([
		...keys,
		{ algorithm: null, key: privateKey },
	]);
	const data = Buffer.from("message");
	await expect(signWith(2, data)).rejects.toThrow(/not supported/);
	const failed = await Promise.allSettled([
		signWith(0, data),
		signWith(2, data),
	]);
	expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	const [one = "", other = ""] = await Promise.all([
		signWith(0, data),
		signWith(1, data),
	]);
	expect(verifies(0, data, one)).toBe(true);
	expect(verifies(1, data, other)).toBe(true);
	await expect(signWith(7, data)).rejects.toThrow("There is no key 7");
});
