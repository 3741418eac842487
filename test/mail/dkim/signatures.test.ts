import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, it } from "vitest";
import { createSignatures } from "../../../src/mail/dkim/signatures.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const ed25519 = generateKeyPairSync("ed25519").privateKey;
const keys = [
	{ algorithm: "sha256", key: rsa },
	{ algorithm: null, key: ed25519 },
] as const;

function holds(index: number, data: Buffer, signature: string): boolean {
	const { algorithm, key } = keys[index] ?? keys[0];
	return verify(
		algorithm,
		data,
		createPublicKey(key),
		Buffer.from(signature, "base64"),
	);
}

it("everybody gets the signature of what they asked for, alone or among others", async () => {
	const signatures = createSignatures(keys);
	const alone = Buffer.from("a letter");
	expect(holds(0, alone, await signatures(0, alone))).toBe(true);
	for (let round = 0; round < 3; round++)
		await Promise.all(
			Array.from({ length: 40 }, async (_, number) => {
				const data = Buffer.from(`message ${round} ${number}`);
				const index = number % 2;
				expect(holds(index, data, await signatures(index, data))).toBe(true);
			}),
		);
	// And one after the threads were started.
	expect(holds(1, alone, await signatures(1, alone))).toBe(true);
});

it("what cannot be signed is said to those who asked, and the next are signed", async () => {
	const { privateKey } = generateKeyPairSync("x25519");
	const signatures = createSignatures([
		...keys,
		{ algorithm: null, key: privateKey },
	]);
	const data = Buffer.from("message");
	await expect(signatures(2, data)).rejects.toThrow(/not supported/);
	const failed = await Promise.allSettled([
		signatures(0, data),
		signatures(2, data),
	]);
	expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	const [one = "", other = ""] = await Promise.all([
		signatures(0, data),
		signatures(1, data),
	]);
	expect(holds(0, data, one)).toBe(true);
	expect(holds(1, data, other)).toBe(true);
	await expect(signatures(7, data)).rejects.toThrow("no key 7");
});
