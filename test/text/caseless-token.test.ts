import fc from "fast-check";
import { expect, it } from "vitest";
import { createTokens } from "../../src/subscriber/token.ts";
import {
	caselessToken,
	tokenOfCaseless,
} from "../../src/text/caseless-token.ts";

const anyId = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const anySecret = fc.string({ minLength: 32, maxLength: 40 });

it("a token survives upper and lower case in its caseless form, for any id and secret", () => {
	fc.assert(
		fc.property(anyId, anySecret, (id, secret) => {
			const tokens = createTokens(secret);
			const caseless = caselessToken(tokens.sign("unsubscribe", id)) ?? "";
			expect(caseless).toMatch(/^[a-z2-7]{29,37}$/);
			for (const form of [caseless, caseless.toUpperCase()])
				expect(tokens.verify("unsubscribe", tokenOfCaseless(form) ?? "")).toBe(
					id,
				);
		}),
	);
});

it("a caseless token with one character changed, added or removed is no token", () => {
	const tokens = createTokens("a secret for the tests, long enough");
	const caseless = caselessToken(tokens.sign("unsubscribe", 70_000)) ?? "";
	for (let at = 0; at <= caseless.length; at++)
		for (const character of ["", ..."abcdefghijklmnopqrstuvwxyz0123456789-_"])
			for (const rest of [caseless.slice(at), caseless.slice(at + 1)]) {
				const altered = caseless.slice(0, at) + character + rest;
				if (altered === caseless) continue;
				const token = tokenOfCaseless(altered);
				expect(token && tokens.verify("unsubscribe", token)).toBeNull();
			}
});

it("a text that is no token has no caseless form, and noise has no token", () => {
	for (const text of ["", "TOKEN", "u1.4Qm9xT0bVvK2s7Zr", "T".repeat(26), "é"])
		expect(caselessToken(text)).toBeNull();
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (noise) => {
			const token = tokenOfCaseless(noise);
			expect(
				token === null || caselessToken(token) === noise.toLowerCase(),
			).toBe(true);
		}),
	);
});
