import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DkimKey, readDkimKeys } from "../../../src/mail/dkim/keys.ts";
import { type TestCli, testCli } from "../../support/cli.ts";
import { FakeClock } from "../../support/clock.ts";
import { newPem, verdicts } from "../../support/dkim.ts";
import { document, writeDocuments } from "../../support/documents.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";

const READERS = ["ada@example.org", "o'hara+x@example.org", "zoe@exämple.org"];
const BOTH = ["rsa-sha256 pass", "ed25519-sha256 pass"];

/*
 * An installation with DKIM keys, used by the command line and over SMTP. The signatures of
 * letters and of an issue are verified as received. Each test continues the one before.
 */
const clock = new FakeClock();
let folder: string;
let sink: Sink;
let cli: TestCli;
let keys: DkimKey[];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "dkim-"));
	sink = await startSink({ pipelining: true });
	const file = (name: string, pem: string) => {
		writeFileSync(join(folder, name), pem);
		return join(folder, name);
	};
	const rsa = file("rsa.pem", newPem("rsa"));
	const second = file("ed25519.pem", newPem("ed25519"));
	keys = readDkimKeys({
		domain: "example.com",
		selector: "digest1",
		keyFile: rsa,
		ed25519: { selector: "digest2", keyFile: second },
	});
	cli = testCli(
		{
			SMTP_URL: `${sink.url}?tls=off`,
			MAIL_FROM: "Verdicts, Zürich <digest@example.com>",
			PUBLIC_URL: "https://digest.example.com",
			DKIM_DOMAIN: "example.com",
			DKIM_SELECTOR: "digest1",
			DKIM_KEY_FILE: rsa,
			DKIM_ED25519_SELECTOR: "digest2",
			DKIM_ED25519_KEY_FILE: second,
		},
		clock,
	);
});
afterAll(async () => {
	cli.dispose();
	await sink.close();
	rmSync(folder, { recursive: true });
});

it("the welcome and the confirmation are signed", async () => {
	for (const reader of READERS)
		await cli.run("subscribers", "add", reader, "--confirmed", "--name", "Zoë");
	await cli.run("subscribers", "add", "undecided@example.org");
	expect(sink.messages).toHaveLength(READERS.length + 1);
	for (const { raw } of sink.messages)
		expect(await verdicts(raw, keys)).toEqual(BOTH);
});

it("every message of an issue is signed, and a second copy has the same bytes", async () => {
	sink.messages.length = 0;
	const week = [document(["Alpha", "++++"], ["Beta", "+---"])];
	await cli.run("import", writeDocuments(cli.dataDir, "week.json", week));
	clock.advance(60_000);
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	sink.once("dot", { drop: "reset" });
	const sent = await cli.run("send");
	expect(sent.out).toContain("Complete: all 3 are accounted for.");
	expect(sink.messages).toHaveLength(READERS.length + 1);
	const copies = new Map(sink.messages.map((one) => [one.recipient, one.raw]));
	expect(copies.size).toBe(READERS.length);
	for (const { raw, recipient } of sink.messages) {
		expect(raw.equals(copies.get(recipient) ?? Buffer.alloc(0))).toBe(true);
		expect(await verdicts(raw, keys)).toEqual(BOTH);
	}
});

it("the message that `digest render` prints is signed as the message that was sent, but for its date", async () => {
	const { out } = await cli.run("render", "1", "--for", READERS[0] ?? "");
	const got = sink.messages.find((one) => one.recipient === READERS[0]);
	const unsigned = (raw: string) =>
		raw
			.replace(/^DKIM-Signature: .*\r\n(?:[ \t].*\r\n)*/gm, "")
			.replace(/^Date: .*\r\n/m, "");
	expect(unsigned(out)).toBe(unsigned(got?.raw.toString() ?? ""));
	expect(await verdicts(Buffer.from(out), keys)).toEqual(BOTH);
});
