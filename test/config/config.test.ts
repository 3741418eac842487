import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";

describe("reading the settings", () => {
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
		["RETAIN_LOGS", "29d"],
		["RETAIN_CONSENTS", "soon"],
		["RETIRE_AFTER", "1mo"],
		["RETIRE_GRACE", "6d"],
		["RETIRE_GRACE", "2y"],
		["PUBLICATION_LANGUAGE", "fr"],
		["PUBLICATION_LANGUAGE", "en, fr"],
		["PUBLICATION_LANGUAGE", "de, en, de"],
		["PUBLICATION_LANGUAGE", ","],
		["CATALOG_LANGUAGE", "english please"],
		["DATABASE_URL", "mysql://user@host/digest"],
		["DATABASE_URL", "Postgres://host/digest"],
		["DATABASE_URL", "sqlite:///var/digest.sqlite"],
	])("refuses %s=%s", (name, value) => {
		expect(() => readConfig({ [name]: value })).toThrow(
			new RegExp(`${name}: must be `),
		);
	});

	it("names every wrong setting at once", () => {
		expect(() => readConfig({ PORT: "x", SEND_AT: "soon" })).toThrow(
			/SEND_AT: .*\n {2}PORT: /,
		);
	});

	it("takes several languages in their order, separated by commas or spaces", () => {
		const languages = (text: string) =>
			readConfig({ PUBLICATION_LANGUAGE: text }).languages;
		expect(languages("de")).toEqual(["de"]);
		expect(languages("de,en")).toEqual(["de", "en"]);
		expect(languages(" en  de ")).toEqual(["en", "de"]);
	});

	it("takes a mailbox as people write it, and folds its domain as servers do", () => {
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

	it.each([
		["RETAIN_CONSENTS", "6m", "6m means 6 minutes here; for months write 6mo"],
		["RETIRE_AFTER", "12m", "12m means 12 minutes here; for months write 12mo"],
		["SEND_AT", "soon", 'must be a day and a time, such as "tue 09:00"'],
		["UNSURE", "ask", "must be resend or hold"],
		["LOG_LEVEL", "loud", "must be trace, debug, info, warn, error or silent"],
	])("says what is wrong with %s=%s", (name, value, fault) => {
		expect(() => readConfig({ [name]: value })).toThrow(`  ${name}: ${fault}`);
	});

	it("takes an empty value as unset, and ignores what is no setting", () => {
		expect(readConfig({ PORT: "", SMTP_URL: "" })).toEqual(readConfig({}));
		expect(readConfig({ NO_SETTING: "1" })).toEqual(readConfig({}));
	});

	it("computes defaults that depend on other settings", () => {
		const config = readConfig({
			DATA_DIR: "/srv/digest",
			PORT: "80",
			PUBLICATION: "Verdicts",
		});
		expect(config).toMatchObject({
			databaseUrl: "/srv/digest/digest.sqlite",
			publicUrl: "http://localhost:80",
			mailFrom: { name: "Verdicts", address: "digest@localhost" },
		});
		expect(readConfig({ PUBLIC_URL: "https://a.example//" }).publicUrl).toBe(
			"https://a.example",
		);
	});

	it("reads how long data is kept as a span of time, or null for ever", () => {
		const { retainConsents, retainLogs, retireGrace } = readConfig({
			RETAIN_CONSENTS: "6mo",
			RETIRE_GRACE: "8w",
		});
		expect({ retainConsents, retainLogs, retireGrace }).toEqual({
			retainConsents: { count: 6, unit: "mo" },
			retainLogs: null,
			retireGrace: { count: 8, unit: "w" },
		});
	});
});

it("settings can't be changed at any depth", () => {
	const config = readConfig({ MAIL_FROM: "Verdicts <digest@example.com>" });
	const changeable = (value: unknown): boolean =>
		typeof value === "object" &&
		value !== null &&
		(!Object.isFrozen(value) || Object.values(value).some(changeable));
	expect(
		Object.entries(config).flatMap(([name, value]) =>
			changeable(value) ? name : [],
		),
	).toEqual([]);
	expect(() => {
		Object.assign(config.mailFrom, { address: "other@example.com" });
	}).toThrow(TypeError);
});
