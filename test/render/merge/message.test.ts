import fc from "fast-check";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, test } from "vitest";
import type { CompiledIssue } from "../../../src/issue/content/compiled-issue.ts";
import { anonymousReader } from "../../../src/issue/content/reader.ts";
import type { OpenIssue } from "../../../src/issue/renderer.ts";
import {
	fullReader,
	hostileReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { anyReader } from "../readers.ts";
import { renderer } from "../sample.ts";

const ID = "0f3a.12@digest.example.com";

let compiled: CompiledIssue;
let open: OpenIssue;
beforeAll(async () => {
	compiled = await renderer.compile(sampleIssue);
	open = renderer.open(compiled, sampleEnvelope);
});

test("a message has the same bytes for the same reader when the issue is opened again", () => {
	const again = renderer.open(
		JSON.parse(JSON.stringify(compiled)),
		sampleEnvelope,
	);
	for (const reader of [sampleReader, fullReader, hostileReader]) {
		const first = open.message(reader, ID);
		expect(open.message(reader, ID).equals(first)).toBe(true);
		expect(again.message(reader, ID).equals(first)).toBe(true);
	}
});

test("a message has the same bytes in a buffer that held others, and with a buffer that is too small", () => {
	const full = open.message(fullReader, ID);
	const place = Buffer.concat([full, full]);
	for (const reader of [sampleReader, hostileReader, sampleReader]) {
		const bytes = open.message(reader, ID, place);
		expect(bytes.buffer).toBe(place.buffer);
		expect(bytes.equals(open.message(reader, ID))).toBe(true);
	}
	const small = Buffer.alloc(100, "x");
	const beside = open.message(fullReader, ID, small);
	expect(beside.equals(open.message(fullReader, ID))).toBe(true);
	expect(small.toString()).toBe("x".repeat(100));
});

test("every line of a body ends in CRLF, has at most 76 characters and needs no dot-stuffing", () => {
	fc.assert(
		fc.property(anyReader, (reader) => {
			const message = open.message(reader, ID).toString("latin1");
			const lines = message.split("\r\n");
			expect(message.endsWith("\r\n")).toBe(true);
			expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
			expect(lines.filter((line) => line.startsWith("."))).toEqual([]);
			const body = lines.slice(lines.indexOf(""));
			expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(
				76,
			);
			expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(998);
		}),
		{ numRuns: 100 },
	);
});

describe("the headers of a message", () => {
	test("have what list mail must have", async () => {
		const message = open.message(sampleReader, ID);
		const email = await PostalMime.parse(message);
		const header = (name: string) =>
			email.headers.filter(({ key }) => key === name).map(({ value }) => value);
		expect(email.from).toMatchObject(sampleEnvelope.from);
		expect(email.to).toMatchObject([{ address: "ana@example.com", name: "" }]);
		expect(email.subject).toBe(sampleIssue.subject);
		expect(header("date")).toEqual(["Tue, 24 Nov 2026 08:00:00 +0000"]);
		expect(header("message-id")).toEqual([`<${ID}>`]);
		expect(header("reply-to")).toEqual(["editors@example.com"]);
		expect(header("list-id")).toEqual(["<weekly.digest.example.com>"]);
		expect(header("list-archive")).toEqual([
			"<https://digest.example.com/issues>",
		]);
		expect(header("list-unsubscribe")).toEqual([
			`<${sampleReader.unsubscribeUrl}>`,
		]);
		expect(header("list-unsubscribe-post")).toEqual([
			"List-Unsubscribe=One-Click",
		]);
		expect(header("auto-submitted")).toEqual(["auto-generated"]);
		expect(header("precedence")).toEqual(["bulk"]);
		expect(header("mime-version")).toEqual(["1.0"]);
	});

	test.each([
		["leave@example.com", "leave+TOKEN@example.com"],
		["a&b+c@bücher.example", "a%26b+c+TOKEN@xn--bcher-kva.example"],
	])(
		"offer the mail to %s after the one-click link",
		async (mailbox, address) => {
			const other = renderer.open(compiled, {
				...sampleEnvelope,
				unsubscribeMailbox: mailbox,
			});
			const message = other.message(sampleReader, ID);
			const url = sampleReader.unsubscribeUrl ?? "";
			const token = url.slice(url.lastIndexOf("/") + 1);
			const mailto = `mailto:${address.replace("TOKEN", token)}?subject=unsubscribe`;
			expect(message.toString().match(/^List-Unsubscribe: .*\r$/gm)).toEqual([
				`List-Unsubscribe: <${url}>, <${mailto}>\r`,
			]);
			expect(message.length).toBe(
				open.message(sampleReader, ID).length + `, <${mailto}>`.length,
			);
		},
	);

	test("fold List-Unsubscribe between link and mailto where the line is too long for SMTP", async () => {
		const other = renderer.open(compiled, {
			...sampleEnvelope,
			unsubscribeMailbox: "leave@example.com",
		});
		const start = "https://digest.example.com/";
		for (let length = 780; length <= 900; length++) {
			const unsubscribeUrl = `${start.padEnd(length - 27, "x")}/${"T".repeat(26)}`;
			const message = other.message({ ...sampleReader, unsubscribeUrl }, ID);
			const head = message.toString("latin1").split("\r\n\r\n")[0] ?? "";
			const longest = Math.max(...head.split("\r\n").map((one) => one.length));
			expect(longest).toBeLessThanOrEqual(998);
			const { headers } = await PostalMime.parse(message);
			expect(headers.find(({ key }) => key === "list-unsubscribe")?.value).toBe(
				`<${unsubscribeUrl}>, <mailto:leave+${"T".repeat(26)}@example.com?subject=unsubscribe>`,
			);
		}
	});

	test("have a Feedback-ID of four fields with a sender of 5 to 15 characters", async () => {
		for (const listId of ["a.b", "weekly.digest.example.com"]) {
			const other = renderer.open(compiled, { ...sampleEnvelope, listId });
			const { headers } = await PostalMime.parse(
				other.message(sampleReader, ID),
			);
			const value = headers.find(({ key }) => key === "feedback-id")?.value;
			expect(value).toMatch(/^issue-12:[\w.]+:weekly:[a-z0-9]{5,15}$/);
		}
	});

	test("have a subject and a name in any script, and no header that these try to add", async () => {
		const subject =
			"Überraschung: 王小明 vs “Ärger” 👩‍🚀\r\nBcc: evil@example.com, and on it goes";
		const other = renderer.open(
			{ ...compiled.cohorts.full, format: 1, subject },
			{
				...sampleEnvelope,
				from: { name: 'Grüße, "Ana"\r\nX: y', address: "digest@example.com" },
			},
		);
		const message = other.message(sampleReader, ID);
		const email = await PostalMime.parse(message);
		expect(email.subject).toBe(subject.replace("\r\n", " "));
		expect(email.from).toMatchObject({
			name: 'Grüße, "Ana" X: y',
			address: "digest@example.com",
		});
		expect(email.headers.map(({ key }) => key)).not.toContain("bcc");
		expect(email.headers.map(({ key }) => key)).not.toContain("x");
		expect(message.toString("latin1").split("\r\n\r\n")[0]).toMatch(
			/^[\r\n -~]*$/,
		);
	});

	test.each([
		"a@example.com\r\nBcc: evil@example.com",
		"a@example.com, evil@example.com",
		"a@example.com\n",
		"Ana <a@example.com>",
		"a@b@example.com",
		"a\u0000@example.com",
		'"a b"@example.com',
		"ä@example.com",
		"a@exa mple.com",
		"@example.com",
		"a@",
		"",
		`${"a".repeat(260)}@example.com`,
	])("refuse %j as a recipient", (address) => {
		expect(() => open.message({ ...sampleReader, address }, ID)).toThrow(
			/one plain address/,
		);
	});

	test("write an international domain in ASCII", async () => {
		const reader = { ...sampleReader, address: "o'neil+x@bücher.example" };
		const email = await PostalMime.parse(open.message(reader, ID));
		expect(email.to?.[0]?.address).toBe("o'neil+x@xn--bcher-kva.example");
	});

	test.each(["x y@z", "a@b>\r\nX: y", "a@b@c", "<a@b>", "ab"])(
		"refuse %j as a Message-ID",
		(id) => {
			expect(() => open.message(sampleReader, id)).toThrow(/Message-ID/);
		},
	);

	test.each([
		"https://a.example/> <mailto:evil@example.com",
		"https://a.example/\r\nX: y",
		"mailto:a@example.com",
		"javascript:alert(1)",
		`https://a.example/${"x".repeat(1000)}`,
	])("refuse %j as an unsubscribe link", (unsubscribeUrl) => {
		expect(() => open.message({ ...sampleReader, unsubscribeUrl }, ID)).toThrow(
			/web address/,
		);
	});
});

test("there is no message for an anonymous reader", () => {
	expect(() => open.message(anonymousReader, ID)).toThrow(/reader/);
});

test("another issue has another boundary, with which no line of a body begins", () => {
	const boundary = (message: Buffer) =>
		/boundary="([^"]+)"/.exec(message.toString("latin1"))?.[1] ?? "";
	const one = open.message(sampleReader, ID);
	const other = renderer
		.open(
			{ ...compiled.cohorts.full, format: 1, subject: "Another" },
			sampleEnvelope,
		)
		.message(sampleReader, ID);
	expect(boundary(one)).not.toBe(boundary(other));
	const hostile = { ...sampleReader, name: `--${boundary(one)}--` };
	const lines = open.message(hostile, ID).toString("latin1").split("\r\n");
	const separators = lines.filter((line) =>
		line.startsWith(`--${boundary(one)}`),
	);
	expect(separators).toHaveLength(3);
});
