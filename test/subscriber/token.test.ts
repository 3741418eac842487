import { createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { subscriberLinks } from "../../src/subscriber/subscriber-links.ts";
import { createTokens, type Purpose } from "../../src/subscriber/token.ts";

const tokens = createTokens("a secret for the tests, long enough");
const anyId = fc.integer({ min: 1, max: 2 ** 31 - 1 });

it("a token verifies to the id that was signed", () => {
	fc.assert(
		fc.property(anyId, (id) => {
			const token = tokens.sign("unsubscribe", id);
			expect(tokens.verify("unsubscribe", token)).toBe(id);
			expect(token).toMatch(/^[\w-]{20,31}$/);
		}),
	);
});

it("a token is short for the ids of a real list", () => {
	expect(tokens.sign("unsubscribe", 1)).toHaveLength(24);
	expect(tokens.sign("unsubscribe", 5_000_000)).toHaveLength(27);
});

it("a token with one character changed, added or removed is invalid", () => {
	const characters =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= ";
	for (const id of [1, 255, 256, 70_000, 5_000_000]) {
		const token = tokens.sign("unsubscribe", id);
		for (let at = 0; at <= token.length; at++) {
			const before = token.slice(0, at);
			const rest = [token.slice(at), token.slice(at + 1)];
			for (const character of ["", ...characters])
				for (const after of rest) {
					const altered = before + character + after;
					if (altered !== token)
						expect(tokens.verify("unsubscribe", altered)).toBeNull();
				}
		}
	}
});

it("noise is no valid token", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (noise) => {
			expect(tokens.verify("unsubscribe", noise)).toBeNull();
		}),
	);
});

it("a token that another secret signed is invalid", () => {
	const other = createTokens("another secret, for the other side");
	fc.assert(
		fc.property(anyId, (id) => {
			expect(
				tokens.verify("unsubscribe", other.sign("unsubscribe", id)),
			).toBeNull();
		}),
	);
});

it.each([0, -1, 1.5, Number.NaN, 2 ** 31, 2 ** 48])(
	"%s is no id to sign",
	(id) => {
		expect(() => tokens.sign("unsubscribe" satisfies Purpose, id)).toThrow(
			RangeError,
		);
	},
);

it("a token with the right MAC and an id that no row can have is invalid", () => {
	const secret = "a secret for the tests, long enough";
	const derived = (info: string) =>
		Buffer.from(
			hkdfSync("sha256", secret, "verdict-digest", `token/${info}`, 32),
		);
	const name = derived("key-name").toString("base64url").charAt(0);
	const forged = (id: number, bytes: number, epoch: number[]) => {
		const payload = Buffer.concat([Buffer.alloc(bytes), Buffer.from(epoch)]);
		payload.writeUIntBE(id, 0, bytes);
		const mac = createHmac("sha256", derived("vote"));
		const tag = mac.update(name).update(payload).digest().subarray(0, 16);
		return name + Buffer.concat([payload, tag]).toString("base64url");
	};
	expect(tokens.verify("vote", forged(2 ** 31 - 1, 4, []))).toBe(2 ** 31 - 1);
	expect(tokens.open("vote", forged(7, 6, [0, 2]))).toEqual({
		id: 7,
		epoch: 2,
	});
	for (const id of [2 ** 31, 2 ** 32, 2 ** 48 - 1]) {
		expect(tokens.verify("vote", forged(id, 6, []))).toBeNull();
		expect(tokens.open("vote", forged(id, 6, [0, 2]))).toBeNull();
	}
});

it("a delivery always has the same Message-ID, and no other delivery has it", () => {
	const again = createTokens("a secret for the tests, long enough");
	expect(tokens.messageId(3, 14)).toBe(again.messageId(3, 14));
	expect(tokens.messageId(3, 14)).toMatch(/^[0-9a-f]{32}$/);
	const ids = [
		[1, 11],
		[11, 1],
		[1, 1],
		[111, 1],
	].map(([issue = 0, subscriber = 0]) => tokens.messageId(issue, subscriber));
	expect(new Set(ids).size).toBe(4);
});

const first = "the secret of the first year, 32 and more";
const second = "the secret of the second year, 32 and more";
const rotated = createTokens({
	current: second,
	old: ["the secret of the year before, 32 and more", first],
	permanent: first,
});

it("tokens of an old secret stay valid, and new ones are signed with the new secret", () => {
	fc.assert(
		fc.property(anyId, fc.integer({ min: 0, max: 65_535 }), (id, epoch) => {
			const before = createTokens(first).sign("preferences", id, epoch);
			expect(rotated.open("preferences", before)).toEqual({ id, epoch });
			expect(rotated.verify("vote", before)).toBeNull();
			const after = rotated.sign("preferences", id, epoch);
			expect(after).toBe(createTokens(second).sign("preferences", id, epoch));
			expect(createTokens(first).verify("preferences", after)).toBeNull();
			expect(after.length).toBeLessThanOrEqual(33);
		}),
	);
});

it("Message-IDs do not change with the secret", () => {
	expect(rotated.messageId(3, 14)).toBe(createTokens(first).messageId(3, 14));
});

it("a token is valid for its purpose only, and contains its epoch", () => {
	const token = tokens.sign("preferences", 7, 2);
	expect(tokens.open("preferences", token)).toEqual({ id: 7, epoch: 2 });
	for (const purpose of ["unsubscribe", "vote", "bookmarks"] as const)
		expect(tokens.open(purpose, token)).toBeNull();
	expect(tokens.sign("preferences", 7, 0)).toBe(tokens.sign("preferences", 7));
});

it("subscriber links are short enough for a header line", () => {
	const links = subscriberLinks(
		`https://${"a".repeat(60)}.${"b".repeat(40)}.example.com`,
		tokens,
		{ id: 2 ** 31 - 1, epoch: 65_535 },
	);
	for (const url of Object.values(links)) expect(url.length).toBeLessThan(200);
});
