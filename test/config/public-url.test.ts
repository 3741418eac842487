import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { publicUrlWarning } from "../../src/config/public-url-warning.ts";
import { sharedHeaders } from "../../src/render/merge/headers.ts";
import { sampleEnvelope } from "../../templates/samples.ts";

const read = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).publicUrl;

describe("PUBLIC_URL", () => {
	it.each([
		["HTTPS://Digest.Example.COM:443/", "https://digest.example.com"],
		["http://localhost:80", "http://localhost"],
		[
			"https://bücher.example/Über//",
			"https://xn--bcher-kva.example/%C3%9Cber",
		],
		["https://example.com:8443//a//b/", "https://example.com:8443/a/b"],
		["https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"],
	])("%s becomes %s", (written, url) => {
		expect(read(written)).toBe(url);
	});

	it("is the same when it is read again", () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: false }), (url) => {
				const once = read(url);
				expect(read(once)).toBe(once);
				expect(once).not.toMatch(/\/$/);
				const archiveUrl = `${once}/issues`;
				expect(
					sharedHeaders("Hello", { ...sampleEnvelope, archiveUrl }),
				).toContain(`<${archiveUrl}>`);
				expect(new URL(`${once}/x`).href).toBe(`${once}/x`);
			}),
		);
	});

	it.each([
		["https://u:secret@example.com", /without a user and password/],
		["https://example.com/?secret", /without a query/],
		["https://example.com/?", /without a query/],
		["https://example.com/#secret", /without a fragment/],
		["example.com", /begins with https/],
		["example.com:8080", /begins with https/],
		["https://", /valid host name/],
		["https://exa mple.com", /without spaces/],
		["https://a.example\u200B", /invisible/],
		["https://a.example/b|c", /without \|: links stand in headers/],
		["https://a{b.example/", /without \{/],
		[`https://a.example/${"b".repeat(600)}`, /at most 500 characters/],
		[`https://a.example/${"ü".repeat(90)}`, /at most 500 characters/],
	])("%s is refused by its name and with the reason", (url, reason) => {
		expect(() => read(url)).toThrow(/ {2}PUBLIC_URL: must be /);
		expect(() => read(url)).toThrow(reason);
		expect(() => read(url)).not.toThrow(/secret/);
	});

	it.each([
		"http://digest.example.com",
		"http://192.168.0.7:8080",
		"http://[2001:db8::1]",
		"http://localhost.example.com",
	])("%s is warned of, because it is not encrypted", (publicUrl) => {
		expect(publicUrlWarning({ publicUrl })).toContain(publicUrl);
	});

	it.each([
		"https://digest.example.com",
		"http://localhost:8080",
		"http://digest.localhost",
		"http://127.0.0.1:8080",
		"http://[::1]:8080",
	])("%s needs no warning", (publicUrl) => {
		expect(publicUrlWarning({ publicUrl })).toBeNull();
	});
});
