import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";

describe("settings", () => {
	it.each([
		["REPLY_TO", "nonsense"],
		["REPLY_TO", "a@example.com, b@example.com"],
		["REPLY_TO", "a@example.com\r\nBcc: evil@example.com"],
		["UNSUBSCRIBE_MAILBOX", "nonsense"],
		["UNSUBSCRIBE_MAILBOX", `${"a".repeat(31)}@example.com`],
		["MAIL_FROM", "a,b@example.com"],
		["MAIL_FROM", "Verdicts"],
		["MAIL_FROM", "Verdicts\r\nBcc: evil@example.com <a@example.com>"],
		["PUBLIC_URL", "https://user:secret@digest.example.com"],
		["PUBLIC_URL", "https://digest.example.com/?from=mail"],
		["PUBLIC_URL", "https://digest.example.com/#top"],
		["PUBLIC_URL", "https://digest.example.com\r\nX: y"],
		["PUBLIC_URL", "ftp://digest.example.com"],
		["STUDIO_PORT", "99999"],
		["DATABASE_URL", "mysql://user@host/digest"],
		["DATABASE_URL", "Postgres://host/digest"],
		["DATABASE_URL", "sqlite:///var/digest.sqlite"],
	])("refuses %s=%s before anything is sealed with it", (name, value) => {
		expect(() => readConfig({ [name]: value })).toThrow(
			new RegExp(`${name}: must be `),
		);
	});

	it("names every wrong one at once", () => {
		expect(() => readConfig({ PORT: "x", SEND_AT: "soon" })).toThrow(
			/PORT: .*\n {2}SEND_AT: /,
		);
	});

	it("takes a mailbox as people write it, its domain as servers do", () => {
		const config = readConfig({
			MAIL_FROM: '"Verdicts, weekly" <Digest@Bücher.example>',
			REPLY_TO: "Editors <desk@example.com>",
		});
		expect(config.mailFrom).toEqual({
			name: "Verdicts, weekly",
			address: "Digest@xn--bcher-kva.example",
		});
		expect(config.replyTo).toBe("desk@example.com");
	});

	it.each([
		"postgres://user:secret@host/digest",
		"postgresql://host/digest",
		"/var/lib/digest.sqlite",
		"C:/digest.sqlite",
	])("takes the database %s", (url) => {
		expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
	});
});
