import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { readDkimKeys } from "../../src/mail/dkim/keys.ts";
import { zoneLine } from "../../src/mail/dkim/make-key.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { type TestCli, testCli } from "../support/cli.ts";

let cli: TestCli;
afterEach(() => cli.dispose());

it("dkim makes a key that only its owner reads, prints its record, and the printed settings sign", async () => {
	cli = testCli();
	const made = await cli.run("dkim", "make", "example.com");
	expect(made.code).toBe(0);
	expect(made.out).toMatch(/^name {3}digest1\._domainkey\.example\.com$/m);
	const file = join(cli.dataDir, "dkim-digest1.pem");
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const second = await cli.run(
		"dkim",
		"example.com",
		"--ed25519",
		"--selector",
		"d2",
	);
	expect(second.out).toContain("k=ed25519");
	const settings = Object.fromEntries(
		[...`${made.out}${second.out}`.matchAll(/^ {2}(DKIM_\w+)=(.*)$/gm)].map(
			([, name, value]) => [name, value],
		),
	);
	const signing = testCli({ ...settings, DATA_DIR: cli.dataDir });
	const shown = await signing.run("dkim", "show");
	const [value] = /v=DKIM1; k=rsa; p=\S+/.exec(made.out) ?? [];
	expect(shown.out).toContain(value);
	expect(shown.out).toContain("d2._domainkey.example.com");
	// The signer refuses to open with a key whose signatures do not verify.
	const sent = await signing.run("test-send", "you@example.com");
	expect(sent).toMatchObject({
		code: 0,
		out: expect.stringContaining("signed with DKIM"),
	});
	const box = openMailbox(join(cli.dataDir, "mailbox.sqlite"));
	const raw = box.get(1)?.raw.toString() ?? "";
	box.close();
	expect(raw.match(/^DKIM-Signature:/gm)).toHaveLength(2);
	signing.dispose();
});

it("dkim never overwrites a key", async () => {
	cli = testCli();
	await cli.run("dkim", "make", "example.com");
	const file = join(cli.dataDir, "dkim-digest1.pem");
	const before = readFileSync(file, "utf8");
	const again = await cli.run("dkim", "make", "example.com");
	expect(again).toMatchObject({
		code: 1,
		err: expect.stringContaining("exists already"),
	});
	expect(readFileSync(file, "utf8")).toBe(before);
});

it("a line of a zone file has strings of at most 255 bytes that make up the value", async () => {
	cli = testCli();
	await cli.run("dkim", "make", "example.com");
	const [key] = readDkimKeys({
		domain: "example.com",
		selector: "digest1",
		keyFile: join(cli.dataDir, "dkim-digest1.pem"),
		ed25519: null,
	});
	if (!key) throw new Error("no key");
	const strings = [...zoneLine(key).matchAll(/"([^"]*)"/g)].map(
		([, text = ""]) => text,
	);
	expect(strings.length).toBeGreaterThan(1);
	expect(strings.every((one) => one.length <= 255)).toBe(true);
	const [record] = await cli.json<{ value: string }[]>(
		"dkim",
		"make",
		"example.com",
		"--selector",
		"other",
		"--json",
	);
	expect(strings.join("")).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]+=*$/);
	expect(record?.value).not.toBe(strings.join(""));
});

it.each([
	["dkim", "make", "localhost", /is not a domain in DNS/],
	["dkim", "make", "example.com", "--selector", "a b", /can't be a selector/],
	["dkim", "show", /Make a key with: digest dkim make/],
	["test-send", "nobody", /address/],
] as const)("%s %s says what is wrong", async (...line) => {
	cli = testCli();
	const why = line.at(-1) as RegExp;
	const { code, err } = await cli.run(...(line.slice(0, -1) as string[]));
	expect(code).toBe(1);
	expect(err).toMatch(why);
});
