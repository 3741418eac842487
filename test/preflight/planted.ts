import { withoutMarks } from "../../src/issue/content/marks.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import { normalizedWords } from "../../src/issue/words/phrases.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import {
	type Expected,
	type MarkedCopy,
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
	/** With marks round the texts of the content, as the next one. */
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
	verdictWords: await renderer.verdictWords(),
	logo: null,
};

/** The sample issue as one reader gets it, in parts. */
export async function cleanParts(
	reader: Reader = sampleReader,
): Promise<Parts> {
	const raw = await cleanBytes(reader);
	const { html, text } = await markedCopy(reader);
	const head = raw.toString("latin1").split("\r\n\r\n")[0] ?? "";
	return {
		headers: head
			.replace(/\r\n(?=[ \t])/g, "\n")
			.split("\r\n")
			.filter((line) => !/^content-type:/i.test(line))
			.map((line) => line.replaceAll("\n", "\r\n")),
		html,
		text,
	};
}

/** The same copy with marks round its texts. */
export async function markedCopy(
	reader: Reader,
): Promise<Required<MarkedCopy>> {
	marked ??= renderer.compileMarked(issue);
	const { texts, fitted, copy } = await marked;
	const { cohort, html, text } = copy(reader);
	return {
		html,
		text,
		texts: texts.get(cohort) ?? [],
		fitted: fitted.get(cohort) ?? null,
	};
}

export async function cleanBytes(reader: Reader): Promise<Buffer> {
	compiled ??= renderer.compile(issue);
	return renderer
		.open(await compiled, sampleEnvelope)
		.message(reader, "clean@digest.example.com");
}

let marked: ReturnType<typeof renderer.compileMarked> | undefined;
let compiled: ReturnType<typeof renderer.compile> | undefined;

/** Puts a message together again. */
export function bytesOf({ headers, html, text }: Parts): Buffer {
	const part = (type: string, body: string) => [
		"--boundary",
		`Content-Type: ${type}; charset=utf-8`,
		"Content-Transfer-Encoding: base64",
		"",
		...(Buffer.from(withoutMarks(body))
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
	parts: Pick<Parts, "html" | "text"> | null = null,
): Promise<RenderedCopy> {
	const copy = { who: "a reader", real: true, reader, raw };
	const { texts, fitted, ...clean } = await markedCopy(reader);
	const { html, text } = parts ?? clean;
	return parseCopy(copy, await readMail(raw), {
		html,
		text: text ?? "",
		texts,
		fitted,
	});
}
