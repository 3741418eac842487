import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { sharedHeaders } from "../../../src/render/merge/headers.ts";
import { sampleEnvelope } from "../../../templates/samples.ts";

/** What a mail program shows of a subject and of a sender's name. */
async function shown(subject: string, name = sampleEnvelope.from.name) {
	const from = { ...sampleEnvelope.from, name };
	const head = sharedHeaders(subject, { ...sampleEnvelope, from });
	const mail = await PostalMime.parse(`${head}\r\nbody\r\n`);
	return { subject: mail.subject, from: mail.from, head };
}

/** One line, as an editor's field and the settings give it. */
const words = fc
	.array(
		fc.constantFrom(
			"=?",
			"?=",
			"=?utf-8?q?=0D=0A?=",
			"=?UTF-8?B?TGllYmU=?=",
			"=?iso-8859-1?Q?caf=E9?=",
			"=?x",
			"=?utf-8*en?q?a?=",
			"=3D",
			"_",
			'"',
			"\\",
			"<a@b.example>",
			",",
			" ",
			"  ",
			"Ship Alpha, skip Beta",
			"é",
			"文心一言",
			"👨‍👩‍👧",
			"\u2068כלי\u2069",
		),
		{ minLength: 1, maxLength: 24 },
	)
	.map((parts) => parts.join("").trim());

test("the reader sees the subject that the editor wrote, also one that looks encoded", async () => {
	const encodedLooking = words.filter((text) => text.includes("=?"));
	await fc.assert(
		fc.asyncProperty(encodedLooking, async (text) => {
			const { subject, head } = await shown(text);
			expect(subject).toBe(text);
			expect(head).not.toMatch(/[^\r]\n|\r[^\n]|[^\x20-\x7E\r\n]/);
			for (const line of head.split("\r\n"))
				expect(line.length).toBeLessThanOrEqual(78);
		}),
		{ numRuns: 500 },
	);
	expect((await shown("=?utf-8?q?=0D=0ABcc:_a?=")).subject).toBe(
		"=?utf-8?q?=0D=0ABcc:_a?=",
	);
});

test("the reader sees any other subject as it was written", async () => {
	const any = fc
		.string({ unit: "grapheme", minLength: 1, maxLength: 120 })
		.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim())
		.filter((text) => text !== "");
	await fc.assert(
		fc.asyncProperty(fc.oneof(any, words), async (text) => {
			fc.pre(text !== "");
			expect((await shown(text)).subject).toBe(text);
		}),
		{ numRuns: 500 },
	);
});

test("the reader sees the publication's name in From, also one that looks encoded", async () => {
	await fc.assert(
		fc.asyncProperty(words, async (name) => {
			fc.pre(name !== "");
			const { from } = await shown("A subject", name);
			expect(from).toEqual({ ...sampleEnvelope.from, name });
		}),
		{ numRuns: 500 },
	);
});
