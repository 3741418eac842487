import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { readEnvFile } from "../../src/config/env-file.ts";
import { readSmtpUrl } from "../../src/mail/smtp/smtp-url.ts";
import { encodingFault } from "../../src/text/text-encoding.ts";

/** A password with signs that a URL gives another meaning. */
const password = fc
	.array(
		fc.oneof(
			fc.constantFrom("/", "?", "#", "@", ":", "%", "&", "=", "+", " "),
			fc.constantFrom("kq7", "Zx9", "w4v"),
		),
		{ minLength: 1, maxLength: 8 },
	)
	.map((parts) => `kq7${parts.join("")}`);

function refusal(env: Record<string, string>): string | null {
	try {
		readConfig(env);
		return null;
	} catch (error) {
		return (error as Error).message;
	}
}

describe("a password in a URL", () => {
	it("is never in the words that refuse the URL, however it is written", () => {
		fc.assert(
			fc.property(
				password,
				fc.constantFrom("@mail.example.com", "@h:465", "", "@h?tls=x"),
				(pass, end) => {
					for (const [name, scheme] of [
						["SMTP_URL", "smtps"],
						["SMTP_URL", "smtp"],
						["DATABASE_URL", "postgres"],
						["FEEDBACK_IMAP_URL", "imaps"],
						["PUBLIC_URL", "https"],
					] as const) {
						const said = refusal({ [name]: `${scheme}://user:${pass}${end}` });
						expect(said ?? "").not.toMatch(/kq7|Zx9|w4v/);
						if (said) expect(said).toContain(`  ${name}: `);
					}
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it("is what was meant, or is refused", () => {
		fc.assert(
			fc.property(password, (pass) => {
				let read: string | undefined;
				try {
					read = readSmtpUrl(`smtps://user:${pass}@h`).login?.pass;
				} catch {
					return;
				}
				// What looks encoded is decoded: nobody can know better.
				expect(read).toBe(
					/%[\da-f]{2}/i.test(pass) ? decodeURIComponent(pass) : pass,
				);
			}),
			{ numRuns: 1_000 },
		);
	});

	it("is taken when it is encoded", () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (pass) => {
				const url = `smtps://user:${encodeURIComponent(pass)}@h:465`;
				expect(readSmtpUrl(url).login).toEqual({ user: "user", pass });
			}),
		);
	});
});

describe("a setting that would fail later is refused with the fix", () => {
	it.each([
		[
			"SMTP_URL",
			"smtps://u:12?secret@h",
			/\? as %3F.*smtps:\/\/USER:••••@mail\.example\.com\./,
		],
		["SMTP_URL", "smtps://u:a/secret@h:465", /\/ as %2F/],
		["SMTP_URL", "smtps://u:a secret@h", /write a space as %20/],
		[
			"SMTP_URL",
			"smtps://u:secret@h:587",
			/write smtp:\/\/ and the same port, or smtps:\/\/ and port 465/,
		],
		[
			"SMTP_URL",
			"smtp://u:secret@h:465",
			/write smtps:\/\/ and the same port, or smtp:\/\/ and port 587/,
		],
		["SMTP_URL", "smtps://u%00:secret@h:465", /control character/],
		["SMTP_URL", "smtps://u:secret%0d%0aRCPT@h:465", /control character/],
		["SMTP_URL", "smtps://u:secret\u009b@h:465", /control character/],
		[
			"SMTP_URL",
			"smtps://u:p@a.example smtps://u:secret%0A@b.example",
			/control character/,
		],
		["DATABASE_URL", "postgres://u:secret%00@h/d", /control character/],
		["DATABASE_URL", "postgres:u:secret@h/d", /must be a file or a URL/],
		["DATABASE_URL", "u:secret@h/d", /must be a file or a URL/],
		["DATABASE_URL", "u:a/secret@h/d", /must be a file or a URL/],
		["DATABASE_URL", "postgresql:/u:secret@h/d", /must be a file or a URL/],
		["DATABASE_URL", "postgres//u:secret@h/d", /must be a file or a URL/],
		["DATABASE_URL", "postgres//h/secret", /must be a file or a URL/],
		["DATABASE_URL", "h/u:secret@x", /must be a file or a URL/],
		["DATABASE_URL", "mysql+x:secret", /must be a file or a URL/],
		["DATABASE_URL", "file:secret.sqlite", /must be a file or a URL/],
		["DATABASE_URL", "postgres://u:a/secret@h/d", /\/ as %2F/],
	])("%s=%s", (name, value, fix) => {
		const said = refusal({ [name]: value });
		expect(said).toMatch(fix);
		expect(said).not.toMatch(/secret/);
	});

	it.each([
		"postgres://h/d?user=me@server&password=x",
		"postgres://u:p%2Fw@h/d",
		"postgresql:///d?host=/var/run",
		"C:/digest.sqlite",
		"./my:digest.sqlite",
		"./my:digest@home.sqlite",
		"C:/me@home/digest.sqlite",
		"/srv/a:b@c/digest.sqlite",
		"me@home/digest.sqlite",
	])("and DATABASE_URL=%s is taken", (value) => {
		expect(refusal({ DATABASE_URL: value })).toBeNull();
	});
});

describe("a sender's address", () => {
	it("is read in a moment, however many spaces it has", () => {
		const spaces = " ".repeat(100_000);
		for (const text of [`${spaces}x y`, `a${spaces}<b`, `"${spaces}"${spaces}`])
			expect(refusal({ MAIL_FROM: text })).toMatch(/MAIL_FROM/);
	});

	it("has a name with or without quotes", () => {
		for (const [text, name] of [
			['"Verdicts, weekly" <a@b.example>', "Verdicts, weekly"],
			["  Verdicts  <a@b.example> ", "Verdicts"],
			['"Verdicts"<a@b.example>', "Verdicts"],
		])
			expect(readConfig({ MAIL_FROM: text }).mailFrom).toEqual({
				name,
				address: "a@b.example",
			});
		for (const text of [
			'a"b <a@b.example>',
			"a b@c.example",
			"<a@b.example> x",
		])
			expect(refusal({ MAIL_FROM: text })).toMatch(/MAIL_FROM/);
	});
});

describe("a .env file", () => {
	it("is read with and without a byte order mark", () => {
		for (const mark of ["", "\uFEFF"])
			expect(readEnvFile(Buffer.from(`${mark}PORT=1\nHOST=ä\n`))).toEqual({
				PORT: "1",
				HOST: "ä",
			});
	});

	it("that is not UTF-8 is refused with the fix", () => {
		for (const bytes of [
			Buffer.from("\uFEFFPORT=1\r\n", "utf16le"),
			Buffer.from("PORT=1\r\n", "utf16le"),
			Buffer.from("PUBLICATION=Bücher", "latin1"),
		])
			expect(() => readEnvFile(bytes)).toThrow(/\.env is not UTF-8/);
	});

	it("that is UTF-16 is called so, in either order of bytes", () => {
		for (const mark of ["", "\uFEFF"]) {
			const little = Buffer.from(`${mark}A=1`, "utf16le");
			for (const bytes of [little, Buffer.from(little).swap16()])
				expect(() => readEnvFile(bytes)).toThrow(
					/UTF-16.* save it with the encoding UTF-8\.$/,
				);
		}
	});

	it("is read whenever it is UTF-8 text that begins with a letter", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (text) => {
				fc.pre(!text.includes("\0"));
				expect(encodingFault(Buffer.from(`A${text}`))).toBeNull();
			}),
		);
	});
});
