import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
} from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DkimSettings, readConfig } from "../../../src/config/config.ts";
import { Failure } from "../../../src/errors.ts";
import { dnsRecord, readDkimKeys } from "../../../src/mail/dkim/keys.ts";
import { createSigner } from "../../../src/mail/dkim/signer.ts";
import {
	openSigner,
	requireValidSignatures,
} from "../../../src/mail/dkim/verify.ts";
import { testCli } from "../../support/cli.ts";
import { ed25519Key, newPem, rsaKey, verdicts } from "../../support/dkim.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "dkim-"));
	write("rsa.pem", newPem("rsa"));
	write("ed25519.pem", newPem("ed25519"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
	const file = join(folder, name);
	writeFileSync(file, text);
	return file;
}

function settings(rsa: string, ed25519?: string): DkimSettings {
	return {
		domain: "example.com",
		selector: "digest1",
		keyFile: join(folder, rsa),
		ed25519: ed25519
			? { selector: "digest2", keyFile: join(folder, ed25519) }
			: null,
	};
}

it("signatures by keys from files verify against the keys' DNS records", async () => {
	const chosen = settings("rsa.pem", "ed25519.pem");
	const signer = await openSigner(chosen);
	const raw = await signer.sign(Buffer.from("From: a@example.com\r\n\r\nHi"));
	expect(await verdicts(raw, readDkimKeys(chosen))).toEqual([
		"rsa-sha256 pass",
		"ed25519-sha256 pass",
	]);
});

it("a DNS record has the key's name and only its public half", () => {
	const spki = createPublicKey(rsaKey.privateKey).export({
		type: "spki",
		format: "der",
	});
	expect(dnsRecord(rsaKey)).toEqual({
		name: "digest1._domainkey.example.com",
		value: `v=DKIM1; k=rsa; p=${spki.toString("base64")}`,
	});
	const { x } = createPublicKey(ed25519Key.privateKey).export({
		format: "jwk",
	});
	expect(dnsRecord(ed25519Key)).toEqual({
		name: "digest2._domainkey.example.com",
		value: `v=DKIM1; k=ed25519; p=${Buffer.from(x ?? "", "base64url").toString("base64")}`,
	});
});

const encrypted = { cipher: "aes-256-cbc", passphrase: "secret" };

it.each<[string, () => string, RegExp]>([
	[
		"too short",
		() => newPem("rsa", 1024),
		/RSA key of 1024 bits; it must have/,
	],
	["of another type", () => newPem("ed25519"), /must hold an RSA key/],
	[
		"for RSA-PSS only",
		() =>
			generateKeyPairSync("rsa-pss", { modulusLength: 2048 })
				.privateKey.export({ type: "pkcs8", format: "pem" })
				.toString(),
		/must hold an RSA key/,
	],
	[
		"encrypted",
		() =>
			rsaKey.privateKey
				.export({ type: "pkcs8", format: "pem", ...encrypted })
				.toString(),
		/is encrypted/,
	],
	[
		"encrypted in the old PEM format",
		() =>
			rsaKey.privateKey
				.export({ type: "pkcs1", format: "pem", ...encrypted })
				.toString(),
		/is encrypted/,
	],
	[
		"a public key",
		() =>
			createPublicKey(rsaKey.privateKey)
				.export({ type: "spki", format: "pem" })
				.toString(),
		/holds no private key/,
	],
	["truncated", () => newPem("rsa").slice(0, 900), /holds no private key/],
	["empty", () => "", /holds no private key/],
])(
	"refuses a key file that is %s, and does not quote from it",
	(_, pem, words) => {
		const text = pem();
		write("bad.pem", text);
		const said = failureOf(() => readDkimKeys(settings("bad.pem")));
		expect(said).toMatch(words);
		expect(said).toMatch(/^DKIM_KEY_FILE: \S+bad\.pem [^\n]+$/);
		for (const line of text.split("\n").filter((one) => one.length > 20))
			expect(said).not.toContain(line);
	},
);

it("refuses a key file that can't be read, and an RSA key for the Ed25519 signature", () => {
	expect(failureOf(() => readDkimKeys(settings("none.pem")))).toMatch(
		/none\.pem can't be read \(ENOENT\)/,
	);
	expect(failureOf(() => readDkimKeys(settings("rsa.pem", "rsa.pem")))).toMatch(
		/^DKIM_ED25519_KEY_FILE: .* must hold an Ed25519 key/,
	);
});

it("refuses a key whose signatures do not verify with its own public half", async () => {
	const other = createPrivateKey(newPem("ed25519"));
	await expect(
		requireValidSignatures(createSigner([ed25519Key]), [
			{ ...ed25519Key, privateKey: other },
		]),
	).rejects.toThrow(/digest2 of example\.com .*bad signature/);
	const unsigned = { sign: async (raw: Buffer) => raw };
	await expect(requireValidSignatures(unsigned, [rsaKey])).rejects.toThrow(
		/no signature/,
	);
	await expect(
		requireValidSignatures(createSigner([rsaKey]), [rsaKey]),
	).resolves.toBe(undefined);
});

it("a bad key stops every command that mails, with one line that says why", async () => {
	const cli = testCli({
		PORT: "0",
		STUDIO_PORT: "0",
		DKIM_DOMAIN: "example.com",
		DKIM_SELECTOR: "digest1",
		DKIM_KEY_FILE: write("short.pem", newPem("rsa", 1024)),
	});
	expect(await cli.run("serve")).toEqual({
		code: 1,
		out: "",
		err: expect.stringMatching(
			/^digest: DKIM_KEY_FILE: [^\n]*1024 bits[^\n]*\n$/,
		),
	});
	expect(await cli.run("demo")).toMatchObject({
		code: 1,
		err: expect.stringMatching(/1024 bits/),
	});
	expect(await cli.run("issue", "list")).toMatchObject({ code: 0 });
	cli.dispose();
});

it.each<[Record<string, string>, RegExp]>([
	[
		{ DKIM_DOMAIN: "example.com" },
		/DKIM_KEY_FILE: must be set as well as DKIM_DOMAIN/,
	],
	[
		{ DKIM_ED25519_SELECTOR: "a" },
		/DKIM_ED25519_KEY_FILE: must be set as well/,
	],
	[{ DKIM_ED25519_SELECTOR: "a" }, /DKIM_DOMAIN: must be set as well/],
	[{ DKIM_DOMAIN: "example.com; l=0" }, /DKIM_DOMAIN: must be a domain/],
	[{ DKIM_DOMAIN: "localhost" }, /DKIM_DOMAIN: must be a domain/],
	[{ DKIM_SELECTOR: "a\r\nb" }, /DKIM_SELECTOR: must be a name/],
	[
		{ DKIM_SELECTOR: "one", DKIM_ED25519_SELECTOR: "ONE" },
		/DKIM_ED25519_SELECTOR: must differ/,
	],
])("refuses the DKIM settings %j", (env, words) => {
	expect(failureOf(() => readConfig(env))).toMatch(words);
});

it("accepts a DKIM domain in any script and a selector made of digits", () => {
	const { dkim } = readConfig({
		DKIM_DOMAIN: "Exämple.COM",
		DKIM_SELECTOR: "20261120",
		DKIM_KEY_FILE: "/keys/rsa.pem",
	});
	expect(dkim).toEqual({
		domain: "xn--exmple-cua.com",
		selector: "20261120",
		keyFile: "/keys/rsa.pem",
		ed25519: null,
	});
});

function failureOf(act: () => unknown): string {
	try {
		act();
	} catch (error) {
		if (error instanceof Failure && error.code === "bad-settings")
			return error.message;
		throw error;
	}
	throw new Error("nothing was refused");
}
