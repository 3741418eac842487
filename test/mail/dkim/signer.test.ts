import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSigner } from "../../../src/mail/dkim/signer.ts";
import { ed25519Key, rsaKey, verdicts } from "../../support/dkim.ts";
import { HEAD, MESSAGE, messageOf } from "./message.ts";

const both = createSigner([rsaKey, ed25519Key]);
const quick = createSigner([ed25519Key]);

function headOf(raw: Buffer): string {
	return raw.toString("latin1", 0, raw.indexOf("\r\n\r\n"));
}

/** The names in the first `h=`, in lower case. */
function signedNames(raw: Buffer): string[] {
	const h = /\bh=([^;]*);/.exec(headOf(raw))?.[1] ?? "";
	return h.replace(/\s/g, "").toLowerCase().split(":");
}

describe("a signature", () => {
	it.each([
		["RSA", [rsaKey]],
		["Ed25519", [ed25519Key]],
		["both", [rsaKey, ed25519Key]],
	])("is verified by somebody else: %s", async (_, keys) => {
		const raw = await createSigner(keys).sign(MESSAGE);
		expect(await verdicts(raw, keys)).toEqual(
			keys.map(({ algorithm }) => `${algorithm} pass`),
		);
	});

	it("stands in front of the message, which is left as it was", async () => {
		const raw = await both.sign(MESSAGE);
		expect(raw.subarray(-MESSAGE.length).equals(MESSAGE)).toBe(true);
		const before = raw.toString("latin1", 0, raw.length - MESSAGE.length);
		expect(before.match(/^DKIM-Signature: /gm)).toHaveLength(2);
		expect(before.endsWith("\r\n")).toBe(true);
	});

	it("is the same each time, so that a copy is", async () => {
		const first = await both.sign(MESSAGE);
		expect((await both.sign(MESSAGE)).equals(first)).toBe(true);
		expect(headOf(first)).not.toMatch(/[;\s][tx]=\d/);
	});

	it("may be written over the last one, longer or shorter", async () => {
		const long = messageOf(HEAD, "Ship it.\r\n".repeat(99));
		const short = messageOf(HEAD, "Skip it.\r\n");
		const [first, second] = [await quick.sign(long), await quick.sign(short)];
		const place = await quick.sign(short);
		expect((await quick.sign(long, place)).equals(first)).toBe(true);
		expect(place.equals(second)).toBe(true);
		const room = await quick.sign(long);
		const written = await quick.sign(short, room);
		expect(written.equals(second)).toBe(true);
		expect(written.buffer).toBe(room.buffer);
	});

	it("covers what a reader sees and a button does, and none can be added of the worst", async () => {
		const names = signedNames(await both.sign(MESSAGE));
		const there = HEAD.filter((line) => /^\S/.test(line)).map((line) =>
			line.slice(0, line.indexOf(":")).toLowerCase(),
		);
		expect(new Set(names)).toEqual(new Set(there));
		const twice = names.filter((name, at) => names.indexOf(name) !== at);
		expect(twice.sort()).toEqual([
			"content-type",
			"date",
			"from",
			"list-unsubscribe",
			"list-unsubscribe-post",
			"reply-to",
			"subject",
			"to",
		]);
	});

	it("is folded so that every line is short", async () => {
		const key = {
			...rsaKey,
			domain: `${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(60)}.example.com`,
			selector: "s".repeat(60),
		};
		const raw = await createSigner([key]).sign(MESSAGE);
		expect(await verdicts(raw, [key])).toEqual(["rsa-sha256 pass"]);
		const lines = headOf(raw).split("\r\n");
		const own = lines.slice(0, lines.indexOf(HEAD[0] ?? ""));
		expect(own.slice(1).every((line) => /^ \S/.test(line))).toBe(true);
		const long = own.filter((line) => line.length > 78);
		expect(long).toEqual([` d=${key.domain};`]);
	});
});

describe("goes on verifying", () => {
	it.each<[string, (raw: string) => string]>([
		["empty lines added at the end", (raw) => `${raw}\r\n\r\n`],
		[
			"a header folded elsewhere",
			(raw) => raw.replace("This week: a ", "This\r\n week:\r\n\ta "),
		],
		[
			"a name in other case",
			(raw) => raw.replace("\r\nSubject:", "\r\nSUBJECT :"),
		],
		["runs of spaces made one", (raw) => raw.replace(/[ \t]{2,}/g, " ")],
		[
			"what a relay adds in front",
			(raw) => `Received: by mx\r\nFeedback-ID: a:b:c:d\r\n${raw}`,
		],
	])("with %s", async (_, change) => {
		const signed = (await both.sign(MESSAGE)).toString("latin1");
		const changed = change(signed);
		expect(changed).not.toBe(signed);
		expect(
			await verdicts(Buffer.from(changed, "latin1"), [rsaKey, ed25519Key]),
		).toEqual(["rsa-sha256 pass", "ed25519-sha256 pass"]);
	});

	it.each([
		["no body", HEAD, ""],
		["an empty line for a body", HEAD, "\r\n"],
		["only empty lines", HEAD, "\r\n\r\n\r\n"],
		["no line end at the end", HEAD, "Ship it."],
		["many of them", HEAD, "Ship it.\r\n\r\n\r\n\r\n"],
		["spaces before the last line end", HEAD, "Ship it.\r\n \t\r\n"],
		["a CR at the end", HEAD, "Ship it.\r\n\r"],
		["bytes beyond ASCII", [...HEAD, "Precedence: \xa0\xc3\xa9 "], "\xff\r\n"],
		["an empty field", [...HEAD, "Precedence:"], "Ship it.\r\n"],
		["two fields of a name", [...HEAD, "Precedence: list"], "Ship it.\r\n"],
	])("with %s", async (_, head, body) => {
		const raw = await quick.sign(messageOf(head, body));
		expect(await verdicts(raw, [ed25519Key])).toEqual(["ed25519-sha256 pass"]);
	});

	it("however a message is written", async () => {
		const space = fc.constantFrom(" ", "\t", "  ", "\r\n ", "\r\n\t \t", "");
		const word = fc.stringMatching(/^[!-9;-~]{1,12}$/);
		const text = fc
			.array(fc.tuple(word, space), { minLength: 1, maxLength: 8 })
			.map((words) => words.flat().join(""));
		const field = fc.tuple(
			fc.constantFrom("Subject", "list-id", "TO", "Feedback-ID", "X-Other"),
			space.filter((one) => !one.includes("\r")),
			text,
		);
		const line = fc.constantFrom("", ".", " ", "\t x ", "Ship it.", "From a");
		await fc.assert(
			fc.asyncProperty(
				fc.array(field, { maxLength: 6 }),
				fc.array(line, { maxLength: 6 }),
				fc.constantFrom("", "\r\n", "\r\n\r\n\r\n"),
				async (fields, lines, end) => {
					const head = fields.map(
						([name, gap, value]) => `${name}:${gap}${value}`,
					);
					const raw = await quick.sign(
						messageOf(
							["From: a@example.com", ...head],
							lines.join("\r\n") + end,
						),
					);
					expect(await verdicts(raw, [ed25519Key])).toEqual([
						"ed25519-sha256 pass",
					]);
				},
			),
			{ numRuns: 150 },
		);
	});
});
