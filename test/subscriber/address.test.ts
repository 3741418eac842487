import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/errors.ts";
import {
	checkAsciiEnvelope,
	checkEnvelope,
} from "../../src/mail/smtp/check-envelope.ts";
import { addressOf } from "../../src/render/merge/headers.ts";
import { maskAddress, parseAddress } from "../../src/subscriber/address.ts";

const EMPTY = Buffer.alloc(0);

describe("an address that is accepted", () => {
	it.each([
		["ada@example.com", "ada@example.com", "ada@example.com"],
		[
			"Ada.Lovelace@EXAMPLE.Com",
			"Ada.Lovelace@example.com",
			"ada.lovelace@example.com",
		],
		[
			"a+b_c'd@sub.example.co.uk",
			"a+b_c'd@sub.example.co.uk",
			"a+b_c'd@sub.example.co.uk",
		],
		[
			"ada@Bücher.example",
			"ada@xn--bcher-kva.example",
			"ada@xn--bcher-kva.example",
		],
		[
			"ada@xn--bcher-kva.example",
			"ada@xn--bcher-kva.example",
			"ada@xn--bcher-kva.example",
		],
		["ada@localhost", "ada@localhost", "ada@localhost"],
		[
			`${"a".repeat(64)}@example.com`,
			`${"a".repeat(64)}@example.com`,
			`${"a".repeat(64)}@example.com`,
		],
	])("%s", (typed, email, key) => {
		expect(parseAddress(typed)).toEqual({ email, key });
	});
});

describe("an address that is refused, with the reason", () => {
	it.each([
		["", /no @/],
		["ada", /no @/],
		["@example.com", /before the @/],
		["ada@", /after the @/],
		["a@b@example.com", /more than one @/],
		["ada@nodot", /no dot/],
		["ada@127.0.0.1", /IP address/],
		["ada@127.1", /IP address/],
		["ada@[127.0.0.1]", /brackets/],
		["ada@ex%61mple.com", /not a domain/],
		["ada@-x.example", /not a domain/],
		["ada@example..com", /not a domain/],
		["ada@example.com.", /not a domain/],
		[".ada@example.com", /begins or ends with a dot, or has two dots/],
		["a..b@example.com", /begins or ends with a dot, or has two dots/],
		["müller@example.com", /unaccented/],
		['"a b"@example.com', /space/],
		['"ab"@example.com', /quotes/],
		["Ada <ada@example.com>", /space/],
		["<ada@example.com>", /brackets/],
		["ada@example.com,eve@example.com", /commas/],
		["ada@example.com\r\nBcc: eve@example.com", /line break/],
		["ada@example.com\n", /line break/],
		["ada\u0000@example.com", /invisible/],
		["ada\u200b@example.com", /invisible/],
		[`${"a".repeat(65)}@example.com`, /64/],
		[
			`a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.com`,
			/254/,
		],
	])("%j", (typed, reason) => {
		const attempt = () => parseAddress(typed);
		expect(attempt).toThrow(Failure);
		expect(attempt).toThrow(reason);
	});
});

it("an accepted address can never split a header or an SMTP command", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 40 }), (noise) => {
			for (const typed of [noise, `${noise}@example.com`, `ada@${noise}`]) {
				let email: string;
				try {
					email = parseAddress(typed).email;
				} catch (error) {
					expect(error).toBeInstanceOf(Failure);
					continue;
				}
				expect(email).toMatch(/^[\x21-\x7e]+$/);
				expect(email).not.toMatch(/[<>,;:"()[\]\\]/);
				expect(email.split("@")).toHaveLength(2);
				expect(parseAddress(email).email).toBe(email);
				// Headers and the SMTP connection carry an accepted address unchanged.
				expect(addressOf(email)).toBe(email);
				const envelope = { sender: email, recipient: email, raw: EMPTY };
				expect(checkEnvelope(envelope)).toBeNull();
				expect(checkAsciiEnvelope(envelope)).toBeNull();
			}
		}),
		{ numRuns: 2000 },
	);
});

it("a masked address shows only the first letter and the domain", () => {
	expect(maskAddress("ada@example.com")).toBe("a…@example.com");
	expect(maskAddress("a@example.com")).toBe("…@example.com");
});
