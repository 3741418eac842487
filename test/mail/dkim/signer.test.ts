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

describe("a DKIM signature", () => {
	it.each([
		["RSA", [rsaKey]],
		["Ed25519", [ed25519Key]],
		["both", [rsaKey, ed25519Key]],
	])(
		"is verified by another implementation, with keys: %s",
		async (_, keys) => {
			const raw = await createSigner(keys).sign(MESSAGE);
			expect(await verdicts(raw, keys)).toEqual(
				keys.map(({ algorithm }) => `${algorithm} pass`),
			);
		},
	);

	it("is put in front of the message, which does not change", async () => {
		const raw = await both.sign(MESSAGE);
		expect(raw.subarray(-MESSAGE.length).equals(MESSAGE)).toBe(true);
		const before = raw.toString("latin1", 0, raw.length - MESSAGE.length);
		expect(before.match(/^DKIM-Signature: /gm)).toHaveLength(2);
		expect(before.endsWith("\r\n")).toBe(true);
	});

	it("is the same each time, so that a second copy has the same bytes", async () => {
		const first = await both.sign(MESSAGE);
		expect((await both.sign(MESSAGE)).equals(first)).toBe(true);
		expect(headOf(first)).not.toMatch(/[;\s][tx]=\d/);
	});

	it("can be written into the buffer of an earlier message, longer or shorter", async () => {
		const long = messageOf(HEAD, "Ship it.\r\n".repeat(99));
		const short = messageOf(HEAD, "Skip it.\r\n");
		const [first, second] = [await quick.sign(long), await quick.sign(short)];
		const tooSmall = await quick.sign(short);
		expect((await quick.sign(long, tooSmall)).equals(first)).toBe(true);
		expect(tooSmall.equals(second)).toBe(true);
		const large = await quick.sign(long);
		const written = await quick.sign(short, large);
		expect(written.equals(second)).toBe(true);
		expect(written.buffer).toBe(large.buffer);
	});

	it("covers every header of an issue, and names those once more that must not be added", async () => {
		const names = signedNames(await both.sign(MESSAGE));
		const there = HEAD.filter((line) => /^\S/.test(line)).map((line) =>
			line.slice(0, line.indexOf(":")).toLowerCase(),
		);
		expect(new Set(names)).toEqual(
			new Set([
				...there,
				"cc",
				"content-transfer-encoding",
				"content-disposition",
			]),
		);
		const twice = names.filter((name, at) => names.indexOf(name) !== at);
		expect(twice.sort()).toEqual([
			"content-type",
			"date",
			"from",
			"list-unsubscribe",
			"list-unsubscribe-post",
			"message-id",
			"mime-version",
			"reply-to",
			"subject",
			"to",
		]);
	});

	it("is folded into lines of at most 78 characters", async () => {
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

describe("a DKIM signature still verifies", () => {
	it.each<[string, (raw: string) => string]>([
		["empty lines added at the end", (raw) => `${raw}\r\n\r\n`],
		[
			"a header folded elsewhere",
			(raw) => raw.replace("This week: a ", "This\r\n week:\r\n\ta "),
		],
		[
			"a header name in another case",
			(raw) => raw.replace("\r\nSubject:", "\r\nSUBJECT :"),
		],
		["runs of spaces reduced to one", (raw) => raw.replace(/[ \t]{2,}/g, " ")],
		[
			"headers that a relay adds in front",
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
		["many line ends at the end", HEAD, "Ship it.\r\n\r\n\r\n\r\n"],
		["spaces before the last line end", HEAD, "Ship it.\r\n \t\r\n"],
		["a CR at the end", HEAD, "Ship it.\r\n\r"],
		["bytes beyond ASCII", [...HEAD, "Precedence: \xa0\xc3\xa9 "], "\xff\r\n"],
		["an empty field", [...HEAD, "Precedence:"], "Ship it.\r\n"],
		["two fields of a name", [...HEAD, "Precedence: list"], "Ship it.\r\n"],
	])("with %s", async (_, head, body) => {
		const raw = await quick.sign(messageOf(head, body));
		expect(await verdicts(raw, [ed25519Key])).toEqual(["ed25519-sha256 pass"]);
	});

	it("with any folding, spacing and line ends in the message", async () => {
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
