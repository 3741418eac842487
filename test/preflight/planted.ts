import type { Reader } from "../../src/issue/content/reader.ts";
import { normalizedWords } from "../../src/issue/words/phrases.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import {
	type Expected,
	parseCopy,
	type RenderedCopy,
} from "../../src/preflight/rendered-copy.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";

/** A message taken apart, so that a test can plant a defect and put it together again. */
export interface Parts {
	/** One entry per header; a folded header is one entry. */
	headers: string[];
	html: string;
	/** Null: the message has no such part. */
	text: string | null;
}

export const issue = {
	...sampleIssue,
	subject: "Ship Switchyard, skip Ledgerline and TallyHo",
	preheader:
		"A clean sweep for one gateway, and two finance tools that stumble.",
};

export const expected: Expected = {
	content: issue,
	past: {
		had: (subject) =>
			normalizedWords(subject) ===
			normalizedWords("Ship both: Café & Croquis, Gouachebot"),
	},
	publicUrl: "https://digest.example.com",
	mailFrom: sampleEnvelope.from.address,
	published: false,
	logo: null,
};

/** The sample issue as one reader gets it, in parts. */
export async function cleanParts(
	reader: Reader = sampleReader,
): Promise<Parts> {
	const raw = await cleanBytes(reader);
	const { html, text } = await readMail(raw);
	const head = raw.toString("latin1").split("\r\n\r\n")[0] ?? "";
	return {
		headers: head
			.replace(/\r\n(?=[ \t])/g, "\n")
			.split("\r\n")
			.filter((line) => !/^content-type:/i.test(line))
			.map((line) => line.replaceAll("\n", "\r\n")),
		html: html ?? "",
		text,
	};
}

export async function cleanBytes(reader: Reader): Promise<Buffer> {
	compiled ??= renderer.compile(issue);
	return renderer
		.open(await compiled, sampleEnvelope)
		.message(reader, "clean@digest.example.com");
}

let compiled: ReturnType<typeof renderer.compile> | undefined;

/** Puts a message together again. */
export function bytesOf({ headers, html, text }: Parts): Buffer {
	const part = (type: string, body: string) => [
		"--boundary",
		`Content-Type: ${type}; charset=utf-8`,
		"Content-Transfer-Encoding: base64",
		"",
		...(Buffer.from(body)
			.toString("base64")
			.match(/.{1,76}/g) ?? []),
	];
	return Buffer.from(
		[
			...headers,
			'Content-Type: multipart/alternative; boundary="boundary"',
			"",
			...(text === null ? [] : part("text/plain", text)),
			...part("text/html", html),
			"--boundary--",
			"",
		].join("\r\n"),
		"latin1",
	);
}

export async function parsedCopy(
	raw: Buffer,
	reader: Reader = sampleReader,
): Promise<RenderedCopy> {
	const copy = { who: "a reader", real: true, reader, raw };
	return parseCopy(copy, await readMail(raw));
}
